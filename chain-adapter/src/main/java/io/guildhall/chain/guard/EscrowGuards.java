package io.guildhall.chain.guard;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.watching.EscrowLedger;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Service;

/** Compares what the contract has with what it owes, and what leaves it with what may. Changes nothing. */
@Service
public class EscrowGuards {
    private static final long HOUR = 3_600;

    private final EscrowLedger ledger;
    private final EscrowContract contract;
    private final Node node;
    private final GuardProperties properties;
    private final MeterRegistry meters;
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
        Map<String, BigInteger> tokens = new HashMap<>(locked.locked());
        tokens.putIfAbsent(Addresses.NOBODY, BigInteger.ZERO);
        tokens.forEach(
                (token, owed) -> {
                    BigInteger expected = owed.add(contract.fees(token, at));
                    BigInteger found = contract.balance(token, contract.address(), at);
                    drift(token).set(found.subtract(expected));
                    if (found.compareTo(expected) < 0) {
                        shortages.add(new Breach(Guard.BALANCE, token, found, expected));
                    }
                });
        return shortages;
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
