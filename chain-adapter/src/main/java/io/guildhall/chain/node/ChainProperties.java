package io.guildhall.chain.node;

import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Which chain, and how to reach it.
 *
 * @param id EIP-155 number; an endpoint of another chain is not used
 * @param rpcUrls JSON-RPC endpoints, the best first
 * @param pushUrls WebSocket endpoints that announce new blocks; without them the chain is looked at by the clock
 * @param confirmations from how many blocks on, its own included, a block counts; 1: as soon as it is there
 * @param connectTimeout how long to wait for a connection
 * @param readTimeout how long to wait for an answer, up to its last byte
 * @param cooldown how long an endpoint that failed is left alone; one that announced blocks is tried again sooner at first
 */
@Validated
@ConfigurationProperties("guildhall.chain")
public record ChainProperties(
        @Positive long id,
        @NotEmpty List<URI> rpcUrls,
        @DefaultValue List<URI> pushUrls,
        @Positive @DefaultValue("1") int confirmations,
        @DefaultValue("500ms") Duration connectTimeout,
        @DefaultValue("3s") Duration readTimeout,
        @DefaultValue("5s") Duration cooldown) {}
