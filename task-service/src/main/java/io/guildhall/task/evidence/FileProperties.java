package io.guildhall.task.evidence;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where files lie and how large they may be.
 *
 * @param folder of the local store; shared by all replicas
 * @param s3 the bucket, where files lie in one
 * @param largest bytes of one file
 * @param mostPixels of an image; more would fill the memory when it is decoded
 * @param unattached how many files somebody may have uploaded and not used yet
 */
@Validated
@ConfigurationProperties("guildhall.task.files")
public record FileProperties(
        @NotNull @DefaultValue("folder") Storage storage,
        @Nullable Path folder,
        @Valid @Nullable Bucket s3,
        @Min(1) @Max(50_000_000) @DefaultValue("5000000") int largest,
        @Min(1) @Max(100_000_000) @DefaultValue("40000000") long mostPixels,
        @Min(1) @DefaultValue("30") int unattached) {

    /** What keeps the bytes. */
    public enum Storage {
        FOLDER,
        S3
    }

    public FileProperties {
        boolean told =
                switch (storage) {
                    case FOLDER -> folder != null;
                    case S3 -> s3 != null;
                };
        if (!told) {
            throw new IllegalArgumentException(
                    "storage is %1$s and guildhall.task.files.%1$s is missing"
                            .formatted(storage.name().toLowerCase(Locale.ROOT)));
        }
    }

    /**
     * A bucket of anything that speaks S3.
     *
     * @param endpoint absent for the region's own at AWS
     * @param pathStyle whether the bucket is named in the path; most stores but AWS have no host name for each bucket
     * @param timeout for a whole call, its repetitions included; less than the gateway waits for an answer
     */
    public record Bucket(
            @Nullable URI endpoint,
            @NotBlank @DefaultValue("us-east-1") String region,
            @NotBlank String bucket,
            @DefaultValue("true") boolean pathStyle,
            @NotBlank String accessKey,
            @NotBlank String secretKey,
            @NotNull @DefaultValue("6s") Duration timeout) {
        /** Without the keys: settings are printed where they do not fit. */
        @Override
        public String toString() {
            return "Bucket[endpoint=" + endpoint + ", bucket=" + bucket + "]";
        }
    }
}
