package io.guildhall.user.siwe;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * The chain that accounts sign in on.
 *
 * @param rpcUrl JSON-RPC endpoint of a node
 * @param id EIP-155 number of the chain
 * @param connectTimeout how long to wait for a connection to the node
 * @param readTimeout how long to wait for its answer
 */
@Validated
@ConfigurationProperties("guildhall.chain")
public record ChainProperties(
        @NotNull URI rpcUrl,
        @Positive int id,
        @DefaultValue("1s") Duration connectTimeout,
        @DefaultValue("3s") Duration readTimeout) {}
