package io.guildhall.task.evidence.store;

import io.guildhall.task.evidence.FileProperties;
import io.guildhall.task.evidence.FileStore;
import io.guildhall.task.evidence.FilesUnavailable;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.utils.Md5Utils;

/**
 * Files in a bucket of whatever speaks S3. Only what every such store understands is asked for: whole objects, signed with
 * version 4, their bytes checked by {@code Content-MD5}.
 */
@Component
@ConditionalOnProperty(name = "guildhall.task.files.storage", havingValue = "s3")
class BucketFileStore implements FileStore {
    private static final Logger log = LoggerFactory.getLogger(BucketFileStore.class);
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final String bucket;
    private final S3Client client;

    BucketFileStore(FileProperties properties) {
        FileProperties.Bucket settings = Objects.requireNonNull(properties.s3());
        this.bucket = settings.bucket();
        this.client = client(settings);
    }

    /** Asks nobody: where the store is, is found out by the first file. */
    private static S3Client client(FileProperties.Bucket settings) {
        // So that a second attempt finds time after the first was answered by nobody.
        Duration attempt = settings.timeout().dividedBy(2);
        S3ClientBuilder builder =
                S3Client.builder()
                        .region(Region.of(settings.region()))
                        .credentialsProvider(
                                StaticCredentialsProvider.create(
                                        AwsBasicCredentials.create(
                                                settings.accessKey(), settings.secretKey())))
                        .forcePathStyle(settings.pathStyle())
                        // Newer checksums and chunked signatures are refused by older stores.
                        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                        .serviceConfiguration(
                                it -> it.chunkedEncodingEnabled(false).expectContinueEnabled(false))
                        .overrideConfiguration(
                                it ->
                                        it.retryStrategy(RetryMode.STANDARD)
                                                .apiCallTimeout(settings.timeout())
                                                .apiCallAttemptTimeout(attempt))
                        .httpClientBuilder(
                                UrlConnectionHttpClient.builder()
                                        .connectionTimeout(CONNECT)
                                        .socketTimeout(attempt));
        if (settings.endpoint() != null) {
            builder.endpointOverride(settings.endpoint());
        }
        return builder.build();
    }

    @Override
    public void put(String name, byte[] bytes) {
        String key = StoredPath.of(name);
        try {
            client.putObject(
                    it -> it.bucket(bucket).key(key).contentMD5(Md5Utils.md5AsBase64(bytes)),
                    RequestBody.fromBytes(bytes));
        } catch (SdkException e) {
            throw unavailable("keep", key, e);
        }
    }

    @Override
    public Optional<byte[]> get(String name) {
        String key = StoredPath.of(name);
        try {
            return Optional.of(
                    client.getObjectAsBytes(it -> it.bucket(bucket).key(key)).asByteArray());
        } catch (NoSuchKeyException _) {
            return Optional.empty();
        } catch (SdkException e) {
            throw unavailable("read", key, e);
        }
    }

    @Override
    public void delete(String name) {
        String key = StoredPath.of(name);
        try {
            client.deleteObject(it -> it.bucket(bucket).key(key));
        } catch (SdkException e) {
            throw unavailable("delete", key, e);
        }
    }

    private FilesUnavailable unavailable(String verb, String key, SdkException cause) {
        log.error("Cannot {} {} in bucket {}", verb, key, bucket, cause);
        return new FilesUnavailable(cause);
    }

    @PreDestroy
    void close() {
        client.close();
    }
}
