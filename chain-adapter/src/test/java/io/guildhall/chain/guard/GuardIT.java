package io.guildhall.chain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.watching.EscrowLedger;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@ChainAdapterTest
@TestPropertySource(properties = "guildhall.chain.guard.interval=200ms")
@DirtiesContext
class GuardIT {
    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private EscrowGuards guards;
    @Autowired private EscrowLedger ledger;
    @Autowired private EscrowCalls calls;
    @Autowired private MeterRegistry meters;
    @Autowired private Node node;

    @AfterEach
    void unpause() {
        String guardian = chain.rpc("eth_accounts").get(13).asString();
        if (chain.contract().paused(At.LATEST)) {
            chain.execute(guardian, BigInteger.ZERO, "0x3f4ba83a");
        }
    }

    @Test
    void pausesWhenMoneyIsMissing() {
        EscrowedTask task = new People(chain, relay).fundedTask();
        BigInteger before = balance();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> locked().compareTo(task.terms().total()) >= 0);
        // A node may have forgotten the state of the blocks that were passed on the way.
        await().atMost(Duration.ofSeconds(30))
                .ignoreException(ChainUnavailableException.class)
                .untilAsserted(() -> assertThat(guards.breaches()).isEmpty());
        assertThat(chain.contract().paused(At.LATEST)).isFalse();

        chain.give(chain.contract().address(), BigInteger.ONE);
        chain.mine(1);

        await().atMost(Duration.ofSeconds(30)).until(() -> chain.contract().paused(At.LATEST));
        assertThat(meters.get("guildhall.chain.guard.broken").gauge().value()).isPositive();
        assertThat(guards.breaches())
                .singleElement()
                .satisfies(
                        breach -> {
                            assertThat(breach.guard()).isEqualTo(Guard.BALANCE);
                            assertThat(breach.found()).isEqualTo(BigInteger.ONE);
                        });
        chain.give(chain.contract().address(), before);
        chain.mine(1);
    }

    @Test
    void countsAGiftForNoBreach() {
        new People(chain, relay).fundedTask();

        chain.give(chain.contract().address(), balance().add(BigInteger.TEN));
        chain.mine(1);

        await().atMost(Duration.ofSeconds(30))
                .ignoreException(ChainUnavailableException.class)
                .untilAsserted(() -> assertThat(guards.breaches()).isEmpty());
    }

    @Test
    void sumsWhatClaimedTasksPay() {
        People people = new People(chain, relay);
        EscrowedTask task = claimed(people);
        BigInteger before = outflow();

        pay(people, task);

        assertThat(outflow()).isEqualTo(before.add(task.terms().reward()));
    }

    private EscrowedTask claimed(People people) {
        EscrowedTask task = people.fundedTask();
        people.confirmed(people.claim(task));
        chain.mine(1);
        return task;
    }

    private void pay(People people, EscrowedTask task) {
        chain.execute(
                people.publisher().address(),
                BigInteger.ZERO,
                calls.approve(task.terms(), people.worker().address()));
    }

    /** Else anybody could pause the escrow with money that they never part with. */
    @Test
    void countsNoMoneyThatAStrangerMovesInAndOut() {
        People people = new People(chain, relay);
        EscrowedTask cancelled = people.fundedTask();
        EscrowedTask givenAway = people.fundedTask();
        BigInteger before = outflow();
        chain.mine(1);

        chain.execute(
                people.publisher().address(), BigInteger.ZERO, calls.cancel(cancelled.terms()));
        pay(people, givenAway);

        assertThat(outflow()).isEqualTo(before);
    }

    @Test
    void findsAnOutflowBeyondItsLimit() {
        People people = new People(chain, relay);
        EscrowedTask task = claimed(people);
        pay(people, task);

        assertThat(outflow()).isGreaterThanOrEqualTo(task.terms().reward());
        assertThat(withOutflowLimit(task.terms().reward().subtract(BigInteger.ONE)))
                .singleElement()
                .satisfies(breach -> assertThat(breach.guard()).isEqualTo(Guard.OUTFLOW));
        assertThat(withOutflowLimit(BigInteger.TEN.pow(30))).isEmpty();
    }

    private List<Breach> withOutflowLimit(BigInteger limit) {
        return new EscrowGuards(
                        ledger,
                        chain.contract(),
                        node,
                        new GuardProperties(
                                Duration.ofHours(1),
                                true,
                                Map.of(Terms.ETHER, limit),
                                List.of(),
                                BigInteger.ONE),
                        new SimpleMeterRegistry())
                .breaches();
    }

    /** Of everything that has happened up to now. */
    private BigInteger outflow() {
        long head = node.head().number();
        await().atMost(Duration.ofSeconds(30))
                .until(() -> ledger.locked().orElseThrow().blockNumber() >= head);
        return ledger.outflow(0).getOrDefault(Terms.ETHER, BigInteger.ZERO);
    }

    private BigInteger locked() {
        return ledger.locked().orElseThrow().locked().getOrDefault(Terms.ETHER, BigInteger.ZERO);
    }

    private BigInteger balance() {
        return chain.contract().balance(Terms.ETHER, chain.contract().address(), At.LATEST);
    }
}
