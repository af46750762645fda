package io.guildhall.localstack.demo;

import io.guildhall.localstack.demo.SentTransactions.Signed;
import io.guildhall.localstack.infrastructure.ChainNode;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A wallet whose key the development node has. It sends one transaction at a time: left to itself, the node gives two at the
 * same moment one number. And it remembers each before the node gets it, so that a process that was killed anywhere
 * between finds it again: what is in a block is not sent twice, what the node has lost is given to it once more.
 */
final class DemoWallet {
    private static final int TRIES = 5;

    /** Room above the estimate: what is estimated in one block runs in another. */
    private static final BigInteger SPARE_GAS = BigInteger.valueOf(30_000);

    private final ChainNode chain;
    private final String address;
    private final SentTransactions sent;

    DemoWallet(ChainNode chain, String address, SentTransactions sent) {
        this.chain = chain;
        this.address = address;
        this.sent = sent;
    }

    /**
     * Sends a call, unless the chain has it already.
     *
     * @param purpose what the call is for; of two calls with one purpose only one counts
     * @param call asked for only when something new has to be signed
     * @return the hash of the transaction that the node has now
     */
    synchronized String send(String purpose, Supplier<JsonNode> call) {
        Optional<Signed> earlier = sent.find(purpose);
        if (earlier.isPresent() && refusal(earlier.get()) == null) {
            return earlier.get().hash();
        }
        JsonNode wanted = call.get();
        String refusal = "";
        for (int i = 0; i < TRIES; i++) {
            Signed fresh = signed(wanted);
            sent.remember(purpose, fresh);
            String reason = refusal(fresh);
            if (reason == null) {
                return fresh.hash();
            }
            // Somebody sent from the same wallet meanwhile: the demo wallet is open to all.
            refusal = reason;
        }
        throw new IllegalStateException(
                "the chain does not take %s of %s: %s".formatted(purpose, address, refusal));
    }

    /**
     * Gives the node again what it may have lost. Until then the platform takes things for done that are not: it sees them gone
     * a moment later.
     */
    synchronized void restore() {
        for (Signed transaction : sent.from(address)) {
            // What cannot be given again is signed anew by who needs it.
            String _ = refusal(transaction);
        }
    }

    /** The answer to data that somebody wants to have signed. */
    String sign(JsonNode typedData) {
        return chain.call("eth_signTypedData_v4", address, typedData).asString();
    }

    private Signed signed(JsonNode call) {
        Map<String, Object> transaction = new HashMap<>();
        transaction.put("from", address);
        transaction.put("to", call.path("to").asString());
        transaction.put("value", hex(new BigInteger(call.path("value").asString())));
        transaction.put("data", call.path("data").asString());
        BigInteger gas = number(chain.call("eth_estimateGas", transaction));
        long nonce = nextNonce();
        transaction.put("gas", hex(gas.add(SPARE_GAS)));
        transaction.put("nonce", hex(BigInteger.valueOf(nonce)));
        String raw = chain.call("eth_signTransaction", transaction).asString();
        return new Signed(address, chain.call("web3_sha3", raw).asString(), nonce, raw);
    }

    /** Sees to it that the node has a transaction; says why it has not and never will. */
    private @Nullable String refusal(Signed transaction) {
        String outcome = outcome(transaction);
        if (outcome.isEmpty() && transaction.nonce() == nextNonce()) {
            try {
                chain.call("eth_sendRawTransaction", transaction.raw());
                outcome = outcome(transaction);
            } catch (IllegalStateException e) {
                return e.getMessage();
            }
        }
        return switch (outcome) {
            case "pending", "0x1" -> null;
            case "" -> "its number " + transaction.nonce() + " is not the next one";
            default -> "it failed in a block: " + transaction.hash();
        };
    }

    /** Empty when the node does not know it; the status of its receipt when it is in a block. */
    private String outcome(Signed transaction) {
        JsonNode known = chain.call("eth_getTransactionByHash", transaction.hash());
        if (!known.isObject()) {
            return "";
        }
        JsonNode receipt = chain.call("eth_getTransactionReceipt", transaction.hash());
        return receipt.isObject() ? receipt.path("status").asString() : "pending";
    }

    private long nextNonce() {
        return number(chain.call("eth_getTransactionCount", address, "pending")).longValueExact();
    }

    private static BigInteger number(JsonNode hex) {
        return new BigInteger(hex.asString().substring(2), 16);
    }

    private static String hex(BigInteger number) {
        return "0x" + number.toString(16);
    }
}
