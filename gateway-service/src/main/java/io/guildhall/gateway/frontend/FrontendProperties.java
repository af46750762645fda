package io.guildhall.gateway.frontend;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The SPA's files and what its pages may reach.
 *
 * @param location a directory, or a {@code file:} or {@code classpath:} address of one
 * @param connectOrigins origins besides our own that pages may call: the chain's RPC endpoints
 */
@ConfigurationProperties("guildhall.frontend")
record FrontendProperties(
        @DefaultValue("classpath:/static/") String location,
        @DefaultValue List<String> connectOrigins) {
    FrontendProperties {
        if (!location.startsWith("classpath:") && !location.startsWith("file:")) {
            location = "file:" + location;
        }
        if (!location.endsWith("/")) {
            location = location + "/";
        }
        for (String origin : connectOrigins) {
            if (!origin.matches("(https?|wss?)://[A-Za-z0-9.:\\[\\]-]+")) {
                throw new IllegalArgumentException(
                        "guildhall.frontend.connect-origins has '%s', expected an origin such as https://rpc.example"
                                .formatted(origin));
            }
        }
    }
}
