package io.guildhall.chain.sending;

import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.lease.LeasedWork;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets every account of the platform send, on one replica at a time. */
@Component
class SendingWork {
    private final List<AccountSender> senders;
    private final LeasedWork work;

    SendingWork(
            PlatformKeys keys,
            Node node,
            CommandBook book,
            TransactionSigner transactions,
            SendingProperties properties,
            ChainProperties chain,
            Clock clock,
            Leases leases) {
        this.senders =
                Arrays.stream(Role.values())
                        .flatMap(role -> keys.find(role).stream())
                        .map(
                                (Signer signer) ->
                                        new AccountSender(
                                                signer,
                                                node,
                                                book,
                                                transactions,
                                                properties,
                                                chain,
                                                clock))
                        .toList();
        this.work = new LeasedWork("sending", leases, properties.pollInterval(), this::round);
    }

    @EventListener(ApplicationReadyEvent.class)
    void begin() {
        work.begin();
    }

    void wake() {
        work.wake();
    }

    private boolean round() {
        boolean moved = false;
        for (AccountSender sender : senders) {
            moved |= sender.round();
        }
        return moved;
    }

    @PreDestroy
    void end() {
        work.close();
    }
}
