package io.guildhall.chain.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.RevertedException;
import io.guildhall.chain.watching.EscrowLedger;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class EscrowGuardsTest {
    private static final String TOKEN = "0x1111111111111111111111111111111111111111";
    private static final BigInteger LOCKED = BigInteger.valueOf(100);

    private final EscrowLedger ledger = mock(EscrowLedger.class);
    private final EscrowContract contract = mock(EscrowContract.class);

    @BeforeEach
    void lock() {
        when(ledger.locked())
                .thenReturn(
                        Optional.of(
                                new EscrowLedger.Locked(
                                        1, "0x01", Map.of(Terms.ETHER, LOCKED, TOKEN, LOCKED))));
        when(contract.address()).thenReturn("0x2222222222222222222222222222222222222222");
        when(contract.fees(any(), any())).thenReturn(BigInteger.ZERO);
        when(contract.balance(eq(Terms.ETHER), any(), any())).thenReturn(LOCKED);
    }

    private EscrowGuards guards(String... tokens) {
        return new EscrowGuards(
                ledger,
                contract,
                mock(Node.class),
                new GuardProperties(
                        Duration.ofHours(1), true, Map.of(), List.of(tokens), BigInteger.ONE),
                new SimpleMeterRegistry());
    }

    /** Else anybody could pause the escrow, or blind its guards, with a token of their own. */
    @Test
    void strangersTokenThatIsGoneOrDoesNotAnswerIsNoBreach() {
        when(contract.balance(eq(TOKEN), any(), any())).thenReturn(BigInteger.ZERO);
        assertThat(guards().breaches()).isEmpty();

        when(contract.balance(eq(TOKEN), any(), any()))
                .thenThrow(new RevertedException("no", "0x"));
        assertThat(guards().breaches()).isEmpty();
    }

    @Test
    void tokenOfTheMarketThatIsMissingIsABreach() {
        when(contract.balance(eq(TOKEN), any(), any())).thenReturn(BigInteger.TEN);

        assertThat(guards(TOKEN).breaches())
                .containsExactly(new Breach(Guard.BALANCE, TOKEN, BigInteger.TEN, LOCKED));
    }

    @Test
    void tokenOfTheMarketThatDoesNotAnswerIsABreachAndBlindsNoOtherGuard() {
        when(contract.balance(eq(TOKEN), any(), any()))
                .thenThrow(new RevertedException("no", "0x"));
        when(contract.balance(eq(Terms.ETHER), any(), any())).thenReturn(BigInteger.ONE);

        assertThat(guards(TOKEN).breaches())
                .containsExactly(
                        new Breach(Guard.BALANCE, Terms.ETHER, BigInteger.ONE, LOCKED),
                        new Breach(Guard.BALANCE, TOKEN, BigInteger.ZERO, LOCKED));
    }
}
