package io.guildhall.chain.guard;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.RevertedException;
import io.guildhall.chain.watching.EscrowLedger;
import io.guildhall.defaults.problem.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Compares what the contract has with what it owes, and what leaves it with what may. Changes nothing. */
@Service
public class EscrowGuards {
    private static final Logger log = LoggerFactory.getLogger(EscrowGuards.class);
    private static final long HOUR = 3_600;

    private final EscrowLedger ledger;
    private final EscrowContract contract;
    private final Node node;
    private final GuardProperties properties;
    private final MeterRegistry meters;

    /** ETH first. */
    private final Set<String> watched = new LinkedHashSet<>();

    private final Map<String, AtomicReference<BigInteger>> drifts = new ConcurrentHashMap<>();

    EscrowGuards(
            EscrowLedger ledger,
            EscrowContract contract,
            Node node,
            GuardProperties properties,
            MeterRegistry meters) {
        this.ledger = ledger;
        this.contract = contract;
        this.node = node;
        this.properties = properties;
        this.meters = meters;
        watched.add(Terms.ETHER);
        properties.tokens().forEach(it -> watched.add(Addresses.require("token", it)));
    }

    /** All that does not hold now. */
    public List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>();
        ledger.locked().ifPresent(locked -> breaches.addAll(shortages(locked)));
        breaches.addAll(outflows());
        return breaches;
    }

    /** At the very block up to which the events were told, so that neither is ahead of the other. */
    private List<Breach> shortages(EscrowLedger.Locked locked) {
        List<Breach> shortages = new ArrayList<>();
        At at = At.block(locked.blockHash());
        for (String token : watched) {
            BigInteger owed = locked.locked().getOrDefault(token, BigInteger.ZERO);
            BigInteger expected = owed.add(contract.fees(token, at));
            BigInteger found = balance(token, at);
            drift(token).set(found.subtract(expected));
            if (found.compareTo(expected) < 0) {
                shortages.add(new Breach(Guard.BALANCE, token, found, expected));
            }
        }
        return shortages;
    }

    /** A token that does not say what the escrow has of it counts as one of which it has nothing. */
    private BigInteger balance(String token, At at) {
        try {
            return contract.balance(token, contract.address(), at);
        } catch (ChainUnavailableException e) {
            throw e;
        } catch (RevertedException | ProblemException e) {
            log.error("The token {} does not tell the escrow's balance", token, e);
            return BigInteger.ZERO;
        }
    }

    private AtomicReference<BigInteger> drift(String token) {
        return drifts.computeIfAbsent(
                token,
                name -> {
                    AtomicReference<BigInteger> value = new AtomicReference<>(BigInteger.ZERO);
                    Gauge.builder("guildhall.chain.guard.drift", value, v -> v.get().doubleValue())
                            .description(
                                    "what the escrow has beyond what it owes; credits and gifts make it positive, negative is a loss")
                            .tag("token", name)
                            .register(meters);
                    return value;
                });
    }

    private List<Breach> outflows() {
        if (properties.hourlyOutflow().isEmpty()) {
            return List.of();
        }
        BlockHeader head = node.head();
        Map<String, BigInteger> left = ledger.outflow(head.time() - HOUR);
        List<Breach> breaches = new ArrayList<>();
        properties
                .hourlyOutflow()
                .forEach(
                        (name, limit) -> {
                            String token = Addresses.require("token", name);
                            Optional.ofNullable(left.get(token))
                                    .filter(amount -> amount.compareTo(limit) > 0)
                                    .ifPresent(
                                            amount ->
                                                    breaches.add(
                                                            new Breach(
                                                                    Guard.OUTFLOW,
                                                                    token,
                                                                    amount,
                                                                    limit)));
                        });
        return breaches;
    }
}
