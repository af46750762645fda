package io.guildhall.chain.contract;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.PositiveOrZero;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Where the escrow contract is.
 *
 * @param address of the contract
 * @param startBlock a block before which it told nothing; the deployment's
 */
@Validated
@ConfigurationProperties("guildhall.chain.escrow")
public record EscrowProperties(
        @NotNull @Pattern(regexp = "0x[0-9a-fA-F]{40}") String address,
        @PositiveOrZero long startBlock) {}
