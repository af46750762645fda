package io.guildhall.user.testing;

import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.infrastructure.ChainNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.http.MediaType;
import org.springframework.web.client.RestClient;
import org.web3j.crypto.Keys;
import tools.jackson.databind.JsonNode;

/** A contract wallet on the development node: {@code contracts/OneOwnerWallet.sol} among the test resources. */
public record ContractWallet(String address, Wallet owner) {
    /** Deploys one from an account that the node signs for. */
    public static ContractWallet deploy(ChainNode node, Wallet owner) {
        String argument = "0".repeat(24) + owner.address().substring(2);
        String sender = call(node, "eth_accounts").get(9).asString();
        String hash =
                call(
                                node,
                                "eth_sendTransaction",
                                Map.of("from", sender, "data", "0x" + code() + argument))
                        .asString();
        await().atMost(Duration.ofSeconds(20))
                .until(() -> !call(node, "eth_getTransactionReceipt", hash).isNull());
        String address =
                call(node, "eth_getTransactionReceipt", hash).get("contractAddress").asString();
        return new ContractWallet(Keys.toChecksumAddress(address), owner);
    }

    /** A signature of the form that this contract knows: a mark, then the owner's. */
    public byte[] sign(String text) {
        byte[] signature = new byte[66];
        signature[0] = 1;
        System.arraycopy(owner.sign(text), 0, signature, 1, 65);
        return signature;
    }

    private static JsonNode call(ChainNode node, String method, Object... parameters) {
        JsonNode answer =
                RestClient.create()
                        .post()
                        .uri(node.rpcUrl())
                        .contentType(MediaType.APPLICATION_JSON)
                        .body(
                                Map.of(
                                        "jsonrpc",
                                        "2.0",
                                        "id",
                                        1,
                                        "method",
                                        method,
                                        "params",
                                        List.of(parameters)))
                        .retrieve()
                        .body(JsonNode.class);
        return Objects.requireNonNull(answer).get("result");
    }

    private static String code() {
        try (InputStream code =
                ContractWallet.class.getResourceAsStream("/contracts/OneOwnerWallet.hex")) {
            return new String(
                            Objects.requireNonNull(code).readAllBytes(), StandardCharsets.US_ASCII)
                    .strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
