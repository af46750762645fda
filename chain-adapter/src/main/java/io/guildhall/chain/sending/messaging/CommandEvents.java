package io.guildhall.chain.sending.messaging;

import io.guildhall.chain.contract.EscrowTopic;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.sending.CommandSettled;
import io.guildhall.chain.sending.CommandStatus;
import io.guildhall.chain.sending.NewCommand;
import io.guildhall.defaults.outbox.Outbox;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Puts what became of commands into the outbox, in the transaction that settles them. */
@Component
class CommandEvents {
    private final Outbox outbox;

    CommandEvents(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(CommandSettled event) {
        Command command = event.command();
        if (command.taskKey().equals(NewCommand.NO_TASK)) {
            return;
        }
        outbox.append(
                EscrowTopic.NAME,
                command.taskKey(),
                io.guildhall.proto.chain.v1.CommandSettled.newBuilder()
                        .setTaskKey(command.taskKey())
                        .setTaskId(command.taskId())
                        .setCommandId(command.commandId())
                        .setConfirmed(command.status() == CommandStatus.CONFIRMED)
                        .setTransactionHash(blank(command.transactionHash()))
                        .setReason(blank(command.reason()))
                        .build());
    }

    private static String blank(@Nullable String text) {
        return text == null ? "" : text;
    }
}
