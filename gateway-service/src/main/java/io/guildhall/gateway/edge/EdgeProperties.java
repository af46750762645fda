package io.guildhall.gateway.edge;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What the gateway believes and takes from outside.
 *
 * @param trustedProxies addresses or networks, such as {@code 10.0.0.0/8}, of proxies in front of the gateway:
 *     only what they say of the client is believed
 * @param maxBody largest body of a request
 * @param largeBodies where a body may be larger than that; the first path that matches counts
 * @param maxHeadTime longest wait for a request line and its headers, from its first byte on
 * @param maxBodyTime longest wait for a whole body
 * @param metricsNetworks who may read {@code /actuator/prometheus}
 */
@Validated
@ConfigurationProperties("guildhall.edge")
public record EdgeProperties(
        @DefaultValue List<String> trustedProxies,
        @NotNull @DefaultValue("1MB") DataSize maxBody,
        @DefaultValue List<@Valid LargeBody> largeBodies,
        @NotNull @DefaultValue("10s") Duration maxHeadTime,
        @NotNull @DefaultValue("30s") Duration maxBodyTime,
        @DefaultValue({
                    "127.0.0.0/8",
                    "::1/128",
                    "10.0.0.0/8",
                    "172.16.0.0/12",
                    "192.168.0.0/16",
                    "fc00::/7"
                })
                List<String> metricsNetworks) {
    /**
     * A path with a limit of its own.
     *
     * @param path a pattern, such as {@code /api/v1/files/**}
     */
    public record LargeBody(@NotBlank String path, @NotNull DataSize most) {}
}
