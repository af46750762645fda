package io.guildhall.chain.guard;

import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.lease.LeasedWork;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.sending.Commands;
import io.guildhall.chain.sending.NewCommand;
import io.guildhall.defaults.audit.AuditTrail;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.annotation.PreDestroy;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Looks at the guards now and then; a broken one pauses the escrow with the guardian's key, and alerts. */
@Component
class GuardWork {
    private static final Logger log = LoggerFactory.getLogger(GuardWork.class);
    private static final String PAUSE = "pause";

    private final EscrowGuards guards;
    private final Accounts accounts;
    private final Commands commands;
    private final EscrowCalls calls;
    private final EscrowContract contract;
    private final PlatformKeys keys;
    private final AuditTrail audit;
    private final GuardProperties properties;
    private final AtomicInteger broken = new AtomicInteger();
    private final LeasedWork work;

    GuardWork(
            EscrowGuards guards,
            Accounts accounts,
            Commands commands,
            EscrowCalls calls,
            EscrowContract contract,
            PlatformKeys keys,
            AuditTrail audit,
            GuardProperties properties,
            Leases leases,
            MeterRegistry meters) {
        this.guards = guards;
        this.accounts = accounts;
        this.commands = commands;
        this.calls = calls;
        this.contract = contract;
        this.keys = keys;
        this.audit = audit;
        this.properties = properties;
        this.work = new LeasedWork("guard", leases, properties.interval(), this::round);
        Gauge.builder("guildhall.chain.guard.broken", broken, AtomicInteger::get)
                .description("guards of the escrow that do not hold; alert on any")
                .register(meters);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        work.begin();
    }

    boolean round() {
        accounts.look();
        List<Breach> breaches;
        try {
            breaches = guards.breaches();
        } catch (ChainUnavailableException e) {
            // Also a block that the chain no longer has: the next look finds another.
            log.warn("The guards cannot be looked at now: {}", e.getMessage());
            return false;
        }
        broken.set(breaches.size());
        breaches.forEach(
                breach ->
                        log.error(
                                "The guard {} is broken for {}: {} found, the limit is {}",
                                breach.guard(),
                                breach.token(),
                                breach.found(),
                                breach.limit()));
        // Not every node counts what waits for a block: the one pause on its way would be sent
        // again at each look.
        if (!breaches.isEmpty()
                && properties.pauses()
                && !contract.paused(At.PENDING)
                && !commands.isUnderWay(PAUSE)) {
            pause(breaches.getFirst());
        }
        return false;
    }

    private void pause(Breach breach) {
        commands.give(
                new NewCommand(
                        "pause-" + UUID.randomUUID(),
                        PAUSE,
                        NewCommand.NO_TASK,
                        0,
                        keys.of(Role.GUARDIAN).address(),
                        contract.address(),
                        calls.pause()));
        audit.record(
                "escrow.paused",
                "contract:" + contract.address(),
                AuditTrail.Outcome.SUCCESS,
                Map.of(
                        "guard",
                        breach.guard().name(),
                        "token",
                        breach.token(),
                        "found",
                        breach.found().toString(),
                        "limit",
                        breach.limit().toString()));
    }

    @PreDestroy
    void end() {
        work.close();
    }
}
