package io.guildhall.gateway.frontend;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the SPA's built files are.
 *
 * @param location a directory, or a {@code file:} or {@code classpath:} address of one
 */
@ConfigurationProperties("guildhall.frontend")
record FrontendProperties(@DefaultValue("classpath:/static/") String location) {
    FrontendProperties {
        if (!location.startsWith("classpath:") && !location.startsWith("file:")) {
            location = "file:" + location;
        }
        if (!location.endsWith("/")) {
            location = location + "/";
        }
    }
}
