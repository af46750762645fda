package io.guildhall.localstack.demo;

import io.guildhall.localstack.state.JsonFile;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.core.type.TypeReference;

/** What the demo wallets have signed, each transaction under its purpose, kept in a file before the node gets it. */
final class SentTransactions {
    /**
     * A transaction as its wallet signed it: however often a node is given it, it counts once.
     *
     * @param from the wallet's address
     * @param raw what a node takes
     */
    record Signed(String from, String hash, long nonce, String raw) {}

    private final JsonFile<Map<String, Signed>> file;
    private final Map<String, Signed> sent;

    SentTransactions(Path file) {
        this.file = new JsonFile<>(file, new TypeReference<>() {});
        this.sent = new TreeMap<>(this.file.read().orElseGet(Map::of));
    }

    synchronized Optional<Signed> find(String purpose) {
        return Optional.ofNullable(sent.get(purpose));
    }

    /** Everything from one wallet, in the order in which it counts. */
    synchronized List<Signed> from(String address) {
        return sent.values().stream()
                .filter(transaction -> transaction.from().equals(address))
                .sorted(Comparator.comparingLong(Signed::nonce))
                .toList();
    }

    /** In place of an earlier one for the same purpose, which nobody gives to a node any more. */
    synchronized void remember(String purpose, Signed transaction) {
        sent.put(purpose, transaction);
        file.write(sent);
    }
}
