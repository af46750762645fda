package io.guildhall.defaults.grpc;

import io.grpc.ClientInterceptor;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.time.Clock;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/** Calls a service as another service does, by its token. */
public final class TestCallers {
    private TestCallers() {}

    /**
     * Says who calls.
     *
     * @param secret base64, that of {@code guildhall.service.secret}
     */
    public static ClientInterceptor caller(String name, String target, String secret) {
        ServiceTokens tokens =
                new ServiceTokens(
                        name,
                        new SecretKeySpec(Base64.getDecoder().decode(secret), "HmacSHA256"),
                        Clock.systemUTC());
        Metadata headers = new Metadata();
        headers.put(CallHeaders.SERVICE_TOKEN, tokens.issueFor(target));
        return MetadataUtils.newAttachHeadersInterceptor(headers);
    }
}
