package io.guildhall.task.escrow;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What new tasks promise. A funded task keeps what it was funded with.
 *
 * @param rpcUrl a node that browsers may ask to check a receipt; null where they use their wallet's
 * @param tokens what rewards may be paid in; ETH has no address
 * @param feeRate the platform's fee in basis points
 * @param defaultShare what the worker gets when the arbiter stays silent, in basis points
 * @param appealWindow how long a ruling may be appealed; zero where rulings are final
 */
@Validated
@ConfigurationProperties("guildhall.task")
public record EscrowProperties(
        @Nullable URI rpcUrl,
        @NotEmpty List<Token> tokens,
        @Min(0) @Max(1_000) @DefaultValue("250") int feeRate,
        @Min(0) @Max(10_000) @DefaultValue("5000") int defaultShare,
        @NotNull @DefaultValue("3d") Duration appealWindow) {
    public EscrowProperties {
        tokens = List.copyOf(tokens);
    }

    /** The token with this code; see {@link Token#code()}. */
    public Optional<Token> token(String code) {
        return tokens.stream().filter(token -> token.code().equals(code)).findFirst();
    }
}
