package io.guildhall.chain.guard;

import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.math.BigInteger;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** What the platform's accounts have left for gas. */
@Component
class Accounts {
    private static final Logger log = LoggerFactory.getLogger(Accounts.class);
    private static final double WEI = 1e18;

    private final Map<Role, AtomicReference<BigInteger>> balances = new EnumMap<>(Role.class);
    private final PlatformKeys keys;
    private final Node node;
    private final GuardProperties properties;

    Accounts(PlatformKeys keys, Node node, GuardProperties properties, MeterRegistry meters) {
        this.keys = keys;
        this.node = node;
        this.properties = properties;
        for (Role role : Role.values()) {
            if (keys.find(role).isPresent()) {
                AtomicReference<BigInteger> balance =
                        new AtomicReference<>(properties.leastBalance());
                balances.put(role, balance);
                Gauge.builder(
                                "guildhall.chain.account.balance",
                                balance,
                                b -> b.get().doubleValue() / WEI)
                        .description("ETH that an account of the platform has")
                        .tag("role", role.name().toLowerCase(Locale.ROOT))
                        .register(meters);
                Gauge.builder("guildhall.chain.account.low", balance, b -> isLow(b.get()) ? 1 : 0)
                        .description("1 when an account has less than it should; alert on it")
                        .tag("role", role.name().toLowerCase(Locale.ROOT))
                        .register(meters);
            }
        }
    }

    private boolean isLow(BigInteger balance) {
        return balance.compareTo(properties.leastBalance()) < 0;
    }

    void look() {
        balances.forEach(
                (role, known) -> {
                    Signer signer = keys.of(role);
                    try {
                        BigInteger balance = node.balance(signer.address(), At.LATEST);
                        known.set(balance);
                        if (isLow(balance)) {
                            log.error(
                                    "The account {} of {} has {} wei, expected at least {}",
                                    signer.address(),
                                    role,
                                    balance,
                                    properties.leastBalance());
                        }
                    } catch (ChainUnavailableException e) {
                        log.warn("The balance of {} is unknown: {}", role, e.getMessage());
                    }
                });
    }
}
