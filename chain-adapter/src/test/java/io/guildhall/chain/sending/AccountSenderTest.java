package io.guildhall.chain.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyInt;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.chain.contract.RevertReasons;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.Receipt;
import io.guildhall.chain.node.RevertedException;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Hash;

class AccountSenderTest {
    private static final String ACCOUNT = "0x" + "11".repeat(20);
    private static final String HASH = "0x" + "ab".repeat(32);

    private final Node node = mock(Node.class);
    private final CommandBook book = mock(CommandBook.class);
    private final Signer signer = mock(Signer.class);

    private AccountSender sender() {
        when(signer.address()).thenReturn(ACCOUNT);
        ChainProperties chain =
                new ChainProperties(
                        1,
                        List.of(URI.create("http://127.0.0.1:1")),
                        List.of(),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1));
        return new AccountSender(
                signer,
                node,
                book,
                new TransactionSigner(chain),
                SendingFixture.properties(),
                chain,
                Clock.systemUTC());
    }

    private static Command command(CommandStatus status, @Nullable Long nonce) {
        return new Command(
                1,
                "1",
                "claim",
                "0x" + "22".repeat(32),
                7,
                ACCOUNT,
                "0x" + "33".repeat(20),
                "0x",
                status,
                nonce,
                null,
                null,
                null,
                null,
                null,
                null,
                Instant.EPOCH);
    }

    /** A contract wallet says itself how much gas its signature's check takes. */
    @Test
    void givesNoNonceToACommandThatTakesMoreGasThanThePlatformPaysFor() {
        Command dear = command(CommandStatus.QUEUED, null);
        when(book.waiting(ACCOUNT, 16)).thenReturn(List.of(dear));
        when(node.estimateGas(any())).thenReturn(SendingFixture.MOST_GAS.add(BigInteger.ONE));

        assertThat(sender().round()).isTrue();

        verify(book).refuse(dear, "escrow-gas-too-high");
        verify(book, never()).takeNonce(any(), anyLong(), any());
    }

    @Test
    void asksForRoomAndNotForMoreWhereTheGasIsWithinTheLimit() {
        Command fair = command(CommandStatus.QUEUED, null);
        when(book.waiting(ACCOUNT, 16)).thenReturn(List.of(fair));
        when(book.takeNonce(any(), anyLong(), any())).thenReturn(Optional.empty());
        when(node.estimateGas(any())).thenReturn(SendingFixture.MOST_GAS);

        sender().round();

        verify(book).takeNonce(fair, 0, BigInteger.valueOf(2_520_000));
    }

    private static final Receipt FAILURE =
            new Receipt(HASH, 10, "0x" + "cd".repeat(32), false, BigInteger.ONE, BigInteger.ONE);

    private Command failedInABlock() {
        Command late = command(CommandStatus.SENT, 0L);
        when(book.inFlight(ACCOUNT)).thenReturn(List.of(late));
        when(book.waiting(any(), anyInt())).thenReturn(List.of());
        when(book.attempts(1))
                .thenReturn(
                        List.of(
                                new Attempt(
                                        1,
                                        HASH,
                                        "0x",
                                        false,
                                        BigInteger.ONE,
                                        BigInteger.ONE,
                                        Instant.EPOCH)));
        when(node.head()).thenReturn(head(1_000));
        when(node.transactionCount(any(), any())).thenReturn(1L);
        when(node.receipt(HASH)).thenReturn(Optional.of(FAILURE));
        return late;
    }

    @Test
    void settlesAFailureWhoseReasonTheNodeHasForgotten() {
        Command late = failedInABlock();
        when(node.call(any(), any())).thenThrow(new ChainUnavailableException("missing trie node"));

        assertThat(sender().round()).isTrue();

        verify(book).fail(late, RevertReasons.UNKNOWN, FAILURE);
    }

    private static BlockHeader head(long number) {
        return new BlockHeader(number, "0x", "0x", number, BigInteger.ONE);
    }

    @Test
    void waitsForTheEndOfAnOutageToTellWhyACommandFailed() {
        Command late = failedInABlock();
        when(node.head()).thenReturn(head(FAILURE.blockNumber() + 11));
        when(node.call(any(), any()))
                .thenThrow(new ChainUnavailableException("nobody answers", new IOException()))
                .thenThrow(new RevertedException("no", Hash.sha3String("TaskEscrow_ZeroReward()")));

        assertThat(sender().round()).isFalse();
        verify(book, never()).fail(any(), any(), any());

        assertThat(sender().round()).isTrue();
        verify(book).fail(late, "escrow-zero-reward", FAILURE);
    }

    /** Some answer no question about an old block at all. */
    @Test
    void doesNotWaitForAReasonForEver() {
        Command late = failedInABlock();
        when(node.head()).thenReturn(head(FAILURE.blockNumber() + 12));
        when(node.call(any(), any()))
                .thenThrow(new ChainUnavailableException("nobody answers", new IOException()));

        assertThat(sender().round()).isTrue();

        verify(book).fail(late, RevertReasons.UNKNOWN, FAILURE);
    }
}
