package io.guildhall.chain.guard;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.sending.Commands;
import io.guildhall.defaults.audit.AuditTrail;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class GuardWorkTest {
    private final EscrowGuards guards = mock(EscrowGuards.class);
    private final Commands commands = mock(Commands.class);
    private final EscrowContract contract = mock(EscrowContract.class);
    private final PlatformKeys keys = mock(PlatformKeys.class);
    private final AuditTrail audit = mock(AuditTrail.class);

    @BeforeEach
    void breakAGuard() {
        Signer guardian = mock(Signer.class);
        when(guardian.address()).thenReturn("0x" + "11".repeat(20));
        when(keys.of(Role.GUARDIAN)).thenReturn(guardian);
        when(contract.address()).thenReturn("0x" + "22".repeat(20));
        when(guards.breaches())
                .thenReturn(
                        List.of(
                                new Breach(
                                        Guard.BALANCE,
                                        "0x" + "00".repeat(20),
                                        BigInteger.ONE,
                                        BigInteger.TEN)));
    }

    private GuardWork work() {
        EscrowCalls calls = mock(EscrowCalls.class);
        when(calls.pause()).thenReturn("0x8456cb59");
        return new GuardWork(
                guards,
                mock(Accounts.class),
                commands,
                calls,
                contract,
                keys,
                audit,
                new GuardProperties(Duration.ofHours(1), true, Map.of(), List.of(), BigInteger.ONE),
                mock(Leases.class),
                new SimpleMeterRegistry());
    }

    /** Many nodes take the newest block for what is pending. */
    @Test
    void asksForNoSecondPauseWhileTheFirstWaitsForItsBlock() {
        GuardWork work = work();
        work.round();
        verify(commands).give(any());
        when(commands.isUnderWay("pause")).thenReturn(true);

        work.round();
        work.round();

        verify(commands, times(1)).give(any());
        verify(audit, times(1)).record(any(), any(), any(), any());
    }

    @Test
    void pausesAgainWhenTheFirstPauseCameToNothing() {
        GuardWork work = work();
        work.round();

        work.round();

        verify(commands, times(2)).give(any());
    }

    @Test
    void leavesAPausedContractAlone() {
        when(contract.paused(any())).thenReturn(true);

        work().round();

        verify(commands, never()).give(any());
    }
}
