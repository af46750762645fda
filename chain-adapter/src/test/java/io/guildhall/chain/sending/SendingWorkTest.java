package io.guildhall.chain.sending;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SendingWorkTest {
    private static final String ASSIGNER = "0x" + "11".repeat(20);
    private static final String GUARDIAN = "0x" + "22".repeat(20);

    @Test
    void troubleOfOneAccountKeepsNoOtherFromSending() {
        CommandBook book = mock(CommandBook.class);
        PlatformKeys keys = mock(PlatformKeys.class);
        Signer assigner = signer(ASSIGNER);
        Signer guardian = signer(GUARDIAN);
        when(keys.find(any())).thenReturn(Optional.empty());
        when(keys.find(Role.ASSIGNER)).thenReturn(Optional.of(assigner));
        when(keys.find(Role.GUARDIAN)).thenReturn(Optional.of(guardian));
        when(book.inFlight(ASSIGNER)).thenThrow(new ChainUnavailableException("not that one"));
        ChainProperties chain = mock(ChainProperties.class);
        SendingWork work =
                new SendingWork(
                        keys,
                        mock(Node.class),
                        book,
                        new TransactionSigner(chain),
                        SendingFixture.properties(),
                        chain,
                        Clock.systemUTC(),
                        mock(Leases.class));

        assertThatThrownBy(work::round).hasMessage("not that one");

        verify(book).waiting(eq(GUARDIAN), eq(16));
    }

    private static Signer signer(String address) {
        Signer signer = mock(Signer.class);
        when(signer.address()).thenReturn(address);
        return signer;
    }
}
