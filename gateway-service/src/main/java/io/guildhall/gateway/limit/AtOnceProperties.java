package io.guildhall.gateway.limit;

import jakarta.validation.constraints.Positive;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much may be under way at once. Together they must stay below the connections that the pool has for one service.
 *
 * @param client requests of one client, its open streams among them
 * @param streams open streams of all clients
 */
@Validated
@ConfigurationProperties("guildhall.limits.at-once")
record AtOnceProperties(
        @Positive @DefaultValue("200") int client, @Positive @DefaultValue("1500") int streams) {}
