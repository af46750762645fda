package io.guildhall.chain.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.Node;
import io.guildhall.localstack.infrastructure.ChainNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ThreadLocalRandom;
import org.awaitility.Awaitility;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;
import tools.jackson.databind.JsonNode;

/** The development chain in the hands of a test: publishers with money, tasks, time and blocks. */
public final class TestChain {
    /** The window of everything that has one. */
    public static final int WINDOW = 3_600;

    private final ChainNode chain;
    private final Node node;
    private final EscrowCalls calls;
    private final EscrowContract contract;

    public TestChain(ChainNode chain, Node node, EscrowCalls calls, EscrowContract contract) {
        this.chain = chain;
        this.node = node;
        this.calls = calls;
        this.contract = contract;
    }

    public EscrowContract contract() {
        return contract;
    }

    public ChainNode server() {
        return chain;
    }

    /** Asks the node. */
    public JsonNode rpc(String method, Object... parameters) {
        return chain.call(method, parameters);
    }

    /** A publisher whose wallet is the node's own account 0. */
    public String publisher() {
        return rpc("eth_accounts").get(0).asString();
    }

    /** Money for a new account. */
    public void give(String account, BigInteger wei) {
        rpc("anvil_setBalance", account, "0x" + wei.toString(16));
    }

    /** A task that nobody has funded. */
    public EscrowedTask task() {
        return task(publisher(), Addresses.NOBODY, 0);
    }

    /** A task whose ruling can be appealed. */
    public EscrowedTask task(String publisher, String appealArbiter, int appealWindow) {
        long id = ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE);
        return new EscrowedTask(
                publisher,
                new Terms(
                        Hash.sha3("0x" + Long.toHexString(id | Long.MIN_VALUE)),
                        Terms.ETHER,
                        BigInteger.valueOf(1_000_000_007),
                        appealArbiter,
                        new Policy(
                                id,
                                2,
                                5_000,
                                250,
                                appealWindow,
                                WINDOW,
                                WINDOW,
                                node.head().time() + 30L * 24 * 3_600)));
    }

    /** A funded task. */
    public EscrowedTask fundedTask() {
        return fund(task());
    }

    /** Funds it and waits for nothing: the node mines at once. */
    public EscrowedTask fund(EscrowedTask task) {
        execute(task.publisher(), task.terms().total(), calls.fund(task.terms()));
        return task;
    }

    /** Sends a call of the escrow from an account whose key the node has, and wants it to succeed. */
    public String execute(String from, BigInteger value, String data) {
        return execute(from, contract.address(), value, data);
    }

    /** Sends a call of any contract from such an account, and wants it to succeed. */
    public String execute(String from, String to, BigInteger value, String data) {
        String hash =
                rpc(
                                "eth_sendTransaction",
                                Map.of(
                                        "from",
                                        from,
                                        "to",
                                        to,
                                        "value",
                                        Numeric.encodeQuantity(value),
                                        "data",
                                        data))
                        .asString();
        executed(hash);
        return hash;
    }

    /** A contract wallet (ERC-1271) of one owner: {@code contracts/OneOwnerWallet.sol} among the test resources. */
    public String deployWallet(String owner) {
        return deploy(code("OneOwnerWallet") + "0".repeat(24) + owner.substring(2));
    }

    /** A token such as USDT, all of it {@link #publisher()}'s: {@code contracts/StubbornToken.sol}. */
    public String deployStubbornToken() {
        return deploy(code("StubbornToken"));
    }

    private String deploy(String code) {
        String hash =
                rpc("eth_sendTransaction", Map.of("from", publisher(), "data", "0x" + code))
                        .asString();
        return executed(hash).path("contractAddress").asString();
    }

    private static String code(String contract) {
        try (InputStream code =
                TestChain.class.getResourceAsStream("/contracts/" + contract + ".hex")) {
            return new String(
                            Objects.requireNonNull(code).readAllBytes(), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode executed(String hash) {
        JsonNode receipt =
                Awaitility.await()
                        .atMost(Duration.ofSeconds(20))
                        .until(
                                () -> rpc("eth_getTransactionReceipt", hash),
                                answer -> !answer.isNull());
        assertThat(receipt.path("status").asString()).isEqualTo("0x1");
        return receipt;
    }

    /** Where a task stands now. */
    public EscrowState state(EscrowedTask task) {
        return contract.state(task.key(), At.LATEST);
    }

    /** Mines empty blocks. */
    public void mine(long blocks) {
        rpc("anvil_mine", "0x" + Long.toHexString(blocks));
    }

    /** Lets time pass, and mines a block in which it has. */
    public void pass(long seconds) {
        rpc("evm_increaseTime", seconds);
        mine(1);
    }
}
