package io.guildhall.task.escrow.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowProperties;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.Limits;
import io.guildhall.task.escrow.Token;
import io.guildhall.task.escrow.TypedData;
import java.math.BigInteger;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells browsers where the escrow is, so that they can check what they are told. */
@RestController
@RequestMapping("/api/v1/task-escrow")
@PublicAccess
class TaskEscrowController {
    private final EscrowWatch watch;
    private final EscrowProperties properties;

    TaskEscrowController(EscrowWatch watch, EscrowProperties properties) {
        this.watch = watch;
        this.properties = properties;
    }

    /**
     * The escrow.
     *
     * @param chainId null while the chain has not been heard of
     * @param contract null while the chain has not been heard of
     * @param now the time that the contract's clocks go by
     * @param available whether the chain can be reached now: without it nothing can be funded or signed
     */
    record TaskEscrow(
            @Nullable BigInteger chainId,
            @Nullable String contract,
            SigningDomain domain,
            @Nullable URI rpcUrl,
            List<Token> tokens,
            int feeRate,
            int defaultShare,
            int appealWindow,
            Limits limits,
            @Nullable Integer confirmations,
            boolean paused,
            boolean available,
            Instant now) {}

    /** Of what people sign, by EIP-712. */
    record SigningDomain(String name, String version) {}

    @GetMapping
    TaskEscrow getTaskEscrow() {
        Optional<EscrowFacts> facts = watch.known();
        boolean appeals = facts.map(EscrowFacts::appealArbiter).isPresent();
        return new TaskEscrow(
                facts.map(it -> BigInteger.valueOf(it.chainId())).orElse(null),
                facts.map(EscrowFacts::contract).orElse(null),
                new SigningDomain(TypedData.NAME, TypedData.VERSION),
                properties.rpcUrl(),
                properties.tokens(),
                properties.feeRate(),
                properties.defaultShare(),
                appeals ? Math.toIntExact(properties.appealWindow().toSeconds()) : 0,
                watch.limits(),
                facts.map(EscrowFacts::confirmations).orElse(null),
                facts.map(EscrowFacts::paused).orElse(false),
                watch.available(),
                watch.now());
    }
}
