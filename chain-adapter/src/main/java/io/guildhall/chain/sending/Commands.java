package io.guildhall.chain.sending;

import io.guildhall.chain.contract.EscrowRefusals;
import io.guildhall.chain.contract.RevertReasons;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.RevertedException;
import java.math.BigInteger;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Takes commands, durably and each once. */
@Service
public class Commands {
    /** It needs more gas than the platform pays for. */
    static final String TOO_MUCH_GAS = "escrow-gas-too-high";

    private static final Logger log = LoggerFactory.getLogger(Commands.class);

    private final CommandBook book;
    private final Node node;
    private final SendingWork work;
    private final SendingProperties properties;

    Commands(CommandBook book, Node node, SendingWork work, SendingProperties properties) {
        this.book = book;
        this.node = node;
        this.work = work;
        this.properties = properties;
    }

    /**
     * Writes a command down and lets it be sent. Given again, it changes nothing and tells how far it is.
     *
     * @throws io.guildhall.defaults.problem.ProblemException under the name of the contract's error where the contract would
     *     refuse it now
     */
    public Command give(NewCommand command) {
        Optional<Command> known = book.existing(command);
        if (known.isPresent()) {
            return known.get();
        }
        requireAcceptable(command);
        Command accepted = book.accept(command);
        work.wake();
        return accepted;
    }

    /** How far a command is. */
    public Optional<Command> find(String commandId) {
        return book.find(commandId);
    }

    /** Whether a command of a kind was given and has no end yet. */
    public boolean isUnderWay(String kind) {
        return book.hasUnsettledOfKind(kind);
    }

    private void requireAcceptable(NewCommand command) {
        if (book.hasUnsettled(command.taskKey(), Long.MAX_VALUE)) {
            // It will find what these leave behind.
            return;
        }
        try {
            BigInteger gas =
                    node.estimateGas(
                            Call.of(command.target(), command.data()).from(command.account()));
            if (gas.compareTo(properties.maxGas()) > 0) {
                throw EscrowRefusals.conflict(
                        TOO_MUCH_GAS,
                        "This %s takes %d gas, expected at most %d"
                                .formatted(command.kind(), gas, properties.maxGas()));
            }
        } catch (RevertedException e) {
            throw EscrowRefusals.conflict(
                    RevertReasons.of(e.data()), "The contract refuses this " + command.kind());
        } catch (ChainUnavailableException e) {
            // It is written down all the same; the contract decides when a node is there again.
            log.warn("Command {} is taken unseen: {}", command.commandId(), e.getMessage());
        }
    }
}
