package io.guildhall.chain.watching.messaging;

import io.guildhall.chain.contract.EscrowTopic;
import io.guildhall.chain.watching.EscrowAdvanced;
import io.guildhall.chain.watching.EscrowTakenBack;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.proto.chain.v1.EscrowReverted;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts what happens on the chain into the outbox, in the transaction that moves the cursor. */
@Component
class ChainEvents {
    private final Outbox outbox;

    ChainEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(EscrowAdvanced event) {
        outbox.append(EscrowTopic.NAME, event.event().taskKey(), EscrowChanges.of(event));
    }

    @EventListener
    void on(EscrowTakenBack event) {
        outbox.append(
                EscrowTopic.NAME,
                event.taskKey(),
                EscrowReverted.newBuilder()
                        .setTaskKey(event.taskKey())
                        .setTaskId(event.taskId())
                        .setFromBlock(event.fromBlock())
                        .build());
    }
}
