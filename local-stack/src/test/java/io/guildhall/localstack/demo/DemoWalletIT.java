package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.demo.SentTransactions.Signed;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Against a real node: what a wallet sends arrives once, whenever somebody was killed. */
class DemoWalletIT {
    private static final String PURPOSE = "fund-map";
    private static final int MANY = 40;

    private final ChainNode chain = node();

    @TempDir Path folder;

    private final String wallet = chain.call("eth_accounts").path(5).asString();
    private final String receiver = someAddress();

    @Test
    void manySendFromOneWalletAtTheSameMoment() throws Exception {
        DemoWallet mine = wallet();

        Set<String> hashes = new HashSet<>();
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            List<Future<String>> sent =
                    IntStream.range(0, MANY)
                            .mapToObj(i -> threads.submit(() -> mine.send("pay-" + i, this::one)))
                            .toList();
            for (Future<String> one : sent) {
                hashes.add(one.get());
            }
        }

        assertThat(hashes).hasSize(MANY);
        assertThat(received()).isEqualTo(MANY);
    }

    @Test
    void whatWasSentBeforeAKillIsNotSentAgain() {
        String hash = wallet().send(PURPOSE, this::one);

        assertThat(wallet().send(PURPOSE, DemoWalletIT::nobodyAsks)).isEqualTo(hash);
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void whatWasSignedBeforeAKillIsSentAfterIt() {
        Signed signed = signedUnder(nextNonce());
        transactions().remember(PURPOSE, signed);

        assertThat(wallet().send(PURPOSE, DemoWalletIT::nobodyAsks)).isEqualTo(signed.hash());
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void whatTheNodeHasLostIsGivenToItAgain() {
        awaitBlocks();
        JsonNode before = chain.call("evm_snapshot");
        String hash = wallet().send(PURPOSE, this::one);
        awaitBlocks();
        chain.call("evm_revert", before);
        assertThat(received()).isZero();

        assertThat(wallet().send(PURPOSE, DemoWalletIT::nobodyAsks)).isEqualTo(hash);
        assertThat(received()).isEqualTo(1);
    }

    @Test
    void whatTheNodeHasLostIsGivenToItAgainInAnyOrder() {
        awaitBlocks();
        JsonNode before = chain.call("evm_snapshot");
        wallet().send("first", this::one);
        wallet().send("second", this::one);
        awaitBlocks();
        chain.call("evm_revert", before);

        wallet().send("second", this::one);
        wallet().send("first", this::one);

        assertThat(received()).isEqualTo(2);
    }

    /** Nobody asks for what is done already: who starts gives the node everything that it may have lost. */
    @Test
    void givesTheNodeEverythingAgainThatItHasLost() {
        awaitBlocks();
        JsonNode before = chain.call("evm_snapshot");
        for (int i = 0; i < 12; i++) {
            wallet().send("pay-" + i, this::one);
        }
        awaitBlocks();
        chain.call("evm_revert", before);

        wallet().restore();

        assertThat(received()).isEqualTo(12);
    }

    @Test
    void somebodyElseMayUseTheWalletBetweenSigningAndSending() {
        transactions().remember(PURPOSE, signedUnder(nextNonce()));
        chain.call(
                "eth_sendTransaction", Map.of("from", wallet, "to", someAddress(), "value", "0x1"));

        wallet().send(PURPOSE, this::one);

        assertThat(received()).isEqualTo(1);
    }

    @Test
    void saysWhatTheChainDoesNotTake() {
        assertThatThrownBy(() -> wallet().send(PURPOSE, () -> call("9".repeat(30))))
                .hasMessageContaining("Insufficient funds");
        assertThat(received()).isZero();
    }

    private static ChainNode node() {
        SharedServers.get().start(List.of(Infrastructure.CHAIN));
        return SharedServers.get().chain();
    }

    /** As a process finds it that has just started. */
    private DemoWallet wallet() {
        return new DemoWallet(chain, wallet, transactions());
    }

    private SentTransactions transactions() {
        return new SentTransactions(folder.resolve("demo-transactions.json"));
    }

    private JsonNode one() {
        return call("1");
    }

    private JsonNode call(String value) {
        return JsonMapper.shared()
                .valueToTree(Map.of("to", receiver, "value", value, "data", "0x"));
    }

    private static JsonNode nobodyAsks() {
        throw new AssertionError("nothing new has to be signed");
    }

    private Signed signedUnder(long nonce) {
        String raw =
                chain.call(
                                "eth_signTransaction",
                                Map.of(
                                        "from",
                                        wallet,
                                        "to",
                                        receiver,
                                        "value",
                                        "0x1",
                                        "gas",
                                        "0x5208",
                                        "nonce",
                                        "0x" + Long.toHexString(nonce)))
                        .asString();
        return new Signed(wallet, chain.call("web3_sha3", raw).asString(), nonce, raw);
    }

    private long nextNonce() {
        return number(chain.call("eth_getTransactionCount", wallet, "pending"));
    }

    private long received() {
        awaitBlocks();
        return number(chain.call("eth_getBalance", receiver, "latest"));
    }

    /** The node answers before what it was sent is in a block. */
    private void awaitBlocks() {
        await().untilAsserted(
                        () ->
                                assertThat(number(chain.call("txpool_status").path("pending")))
                                        .isZero());
    }

    private static long number(JsonNode hex) {
        return new BigInteger(hex.asString().substring(2), 16).longValueExact();
    }

    private static String someAddress() {
        byte[] bytes = new byte[20];
        ThreadLocalRandom.current().nextBytes(bytes);
        return "0x" + HexFormat.of().formatHex(bytes);
    }
}
