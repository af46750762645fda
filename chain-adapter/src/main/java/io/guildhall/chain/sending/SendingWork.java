package io.guildhall.chain.sending;

import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.lease.LeasedWork;
import io.guildhall.chain.lease.Leases;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.HeadAnnounced;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.watching.BlockTold;
import io.guildhall.chain.watching.ChainReorganised;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Lets every account of the platform send, on one replica at a time. */
@Component
class SendingWork {
    private static final Logger log = LoggerFactory.getLogger(SendingWork.class);

    private final CommandBook book;
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
        this.book = book;
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

    /** What was on its way may be in the new block. */
    @EventListener(HeadAnnounced.class)
    void wake() {
        work.wake();
    }

    /** Runs in the transaction that takes the events of those blocks back. */
    @EventListener
    void on(ChainReorganised event) {
        int revived = book.revive(event.fromBlock());
        if (revived > 0) {
            log.warn(
                    "{} commands that were in blocks from {} on are on their way again",
                    revived,
                    event.fromBlock());
        }
    }

    /** Runs in the transaction that tells of the block. */
    @EventListener
    void on(BlockTold block) {
        int revived = book.reviveReplaced(block.number(), block.hash());
        if (revived > 0) {
            log.warn(
                    "{} commands were in another block {} than the chain has now, and are on their way again",
                    revived,
                    block.number());
        }
    }

    /** One account's trouble keeps no other from sending, the guardian's pause least of all. */
    boolean round() {
        boolean moved = false;
        @Nullable RuntimeException trouble = null;
        for (AccountSender sender : senders) {
            try {
                moved |= sender.round();
            } catch (RuntimeException e) {
                if (trouble == null) {
                    trouble = e;
                } else {
                    trouble.addSuppressed(e);
                }
            }
        }
        if (trouble != null) {
            throw trouble;
        }
        return moved;
    }

    @PreDestroy
    void end() {
        work.close();
    }
}
