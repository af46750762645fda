package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowLogs;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.methods.response.Log;

/** Reads the contract's events out of blocks, together with where they are. */
@Component
class BlockReader {
    private final Node node;
    private final String contract;

    BlockReader(Node node, EscrowContract contract) {
        this.node = node;
        this.contract = contract.address();
    }

    /** Those of one block, whatever has become of it. */
    List<PlacedEvent> read(BlockHeader block) {
        return placed(node.logs(contract, block.hash()), Map.of(block.number(), block))
                .orElseThrow();
    }

    /** Those of a range, or nothing when the chain changed while it was read. */
    Optional<List<PlacedEvent>> read(long from, BlockHeader to) {
        List<Log> logs = node.logs(contract, from, to.number());
        Map<Long, BlockHeader> blocks = new HashMap<>();
        for (Log log : logs) {
            long number = log.getBlockNumber().longValueExact();
            if (!blocks.containsKey(number)) {
                node.block(number).ifPresent(found -> blocks.put(number, found));
            }
        }
        // The last block's hash says all about those before it: unchanged, so were they.
        boolean unchanged =
                node.block(to.number()).filter(now -> now.hash().equals(to.hash())).isPresent();
        return unchanged ? placed(logs, blocks) : Optional.empty();
    }

    private Optional<List<PlacedEvent>> placed(List<Log> logs, Map<Long, BlockHeader> blocks) {
        Map<String, String> senders = new HashMap<>();
        Map<String, String> lastTasks = new HashMap<>();
        List<PlacedEvent> events = new ArrayList<>();
        for (Log log : logs) {
            Optional<EscrowEvent> event = event(log, lastTasks);
            if (event.isEmpty()) {
                continue;
            }
            BlockHeader block = blocks.get(log.getBlockNumber().longValueExact());
            Optional<String> sender = sender(log.getTransactionHash(), senders);
            if (block == null || !block.hash().equals(log.getBlockHash()) || sender.isEmpty()) {
                return Optional.empty();
            }
            events.add(
                    new PlacedEvent(
                            new Place(
                                    block.number(),
                                    block.hash(),
                                    block.time(),
                                    log.getTransactionHash(),
                                    log.getLogIndex().intValueExact(),
                                    sender.get()),
                            event.get()));
        }
        return Optional.of(events);
    }

    /**
     * What a log tells about a task.
     *
     * @param lastTasks of each transaction, the task that it told of last: a credit is that one's
     */
    private static Optional<EscrowEvent> event(Log log, Map<String, String> lastTasks) {
        String transaction = log.getTransactionHash();
        Optional<EscrowEvent> event = EscrowLogs.read(log);
        String task = lastTasks.get(transaction);
        if (event.isEmpty() && task != null) {
            event = EscrowLogs.credit(log, task);
        }
        event.ifPresent(told -> lastTasks.put(transaction, told.taskKey()));
        return event;
    }

    private Optional<String> sender(String transaction, Map<String, String> known) {
        String sender = known.get(transaction);
        if (sender != null) {
            return Optional.of(sender);
        }
        Optional<String> found = node.sender(transaction).map(Keys::toChecksumAddress);
        found.ifPresent(account -> known.put(transaction, account));
        return found;
    }
}
