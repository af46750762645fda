package io.guildhall.task.chronicle.messaging;

import io.guildhall.defaults.inbox.ReceivedEvent;
import io.guildhall.proto.chain.v1.CommandSettled;
import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowReverted;
import io.guildhall.task.chronicle.ChainProjection;
import io.guildhall.task.escrow.EscrowCommands;
import java.util.regex.Pattern;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears the chain. Every effect is the same when an event comes again, so that no claim in the inbox is needed. */
@Component
class ChainListener {
    static final String TOPIC = "guildhall.chain.v1";

    /** Other services name their commands as they like. */
    private static final Pattern OURS = Pattern.compile("[0-9]{1,18}");

    private final ChainProjection projection;
    private final EscrowCommands commands;

    ChainListener(ChainProjection projection, EscrowCommands commands) {
        this.projection = projection;
        this.commands = commands;
    }

    @KafkaListener(topics = TOPIC)
    void on(ReceivedEvent event) {
        switch (event.message()) {
            case EscrowChanged changed -> projection.apply(ChainMessages.event(changed));
            case EscrowReverted reverted ->
                    projection.revert(reverted.getTaskKey(), reverted.getFromBlock());
            case CommandSettled settled -> settle(settled);
            default -> {}
        }
    }

    private void settle(CommandSettled settled) {
        if (!OURS.matcher(settled.getCommandId()).matches()) {
            return;
        }
        long id = Long.parseLong(settled.getCommandId());
        if (settled.getConfirmed()) {
            commands.confirmed(id);
        } else {
            commands.refused(id, settled.getReason());
        }
    }
}
