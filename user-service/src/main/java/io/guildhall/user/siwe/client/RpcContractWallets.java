package io.guildhall.user.siwe.client;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.siwe.ChainProperties;
import io.guildhall.user.siwe.ContractWallets;
import java.math.BigInteger;
import java.net.http.HttpClient;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientException;

/**
 * ERC-1271 by JSON-RPC: calls {@code isValidSignature(bytes32,bytes)} without a transaction. It asks a
 * node only after it was seen to serve the configured chain: the same address may be somebody else's
 * contract on another one.
 */
@Component
class RpcContractWallets implements ContractWallets {
    private static final Logger log = LoggerFactory.getLogger(RpcContractWallets.class);

    /** First four bytes of keccak256("isValidSignature(bytes32,bytes)"): the call, and the answer "yes". */
    private static final String SELECTOR = "1626ba7e";

    private static final String YES = SELECTOR + "0".repeat(56);

    /** Bounds what a hostile contract can make the node compute. */
    private static final String GAS = "0x4c4b40";

    /** JSON-RPC's code for a call that reverted, with which every node answers. */
    private static final int REVERTED = 3;

    private static final HexFormat HEX = HexFormat.of();

    private final RestClient node;
    private final BigInteger chainId;
    private volatile boolean chainSeen;

    RpcContractWallets(ChainProperties chain) {
        JdkClientHttpRequestFactory requests =
                new JdkClientHttpRequestFactory(
                        HttpClient.newBuilder().connectTimeout(chain.connectTimeout()).build());
        requests.setReadTimeout(chain.readTimeout());
        this.node = RestClient.builder().requestFactory(requests).baseUrl(chain.rpcUrl()).build();
        this.chainId = BigInteger.valueOf(chain.id());
    }

    @Override
    public boolean approves(String address, byte[] hash, byte[] signature) {
        requireChain();
        Map<String, String> call =
                Map.of("to", address, "gas", GAS, "data", callData(hash, signature));
        Answer answer = ask("eth_call", List.of(call, "latest"));
        if (answer.error() != null) {
            if (answer.error().isTheContracts()) {
                return false;
            }
            throw unavailable("The node refused the call: " + answer.error(), null);
        }
        String result = hex(answer);
        return result.length() >= 64 && result.substring(0, 64).equals(YES);
    }

    private void requireChain() {
        if (chainSeen) {
            return;
        }
        Answer answer = ask("eth_chainId", List.of());
        String result = answer.error() == null ? hex(answer) : "";
        if (result.isEmpty() || !new BigInteger(result, 16).equals(chainId)) {
            throw unavailable("The node serves chain 0x" + result + ", expected " + chainId, null);
        }
        chainSeen = true;
    }

    private Answer ask(String method, List<?> parameters) {
        Map<String, Object> question =
                Map.of("jsonrpc", "2.0", "id", 1, "method", method, "params", parameters);
        try {
            Answer answer =
                    node.post()
                            .contentType(MediaType.APPLICATION_JSON)
                            .body(question)
                            .retrieve()
                            .body(Answer.class);
            if (answer == null) {
                throw unavailable("The node gave an empty answer", null);
            }
            return answer;
        } catch (RestClientException e) {
            throw unavailable("The node gave no answer", e);
        }
    }

    private static String hex(Answer answer) {
        String result = answer.result();
        if (result == null || !result.matches("0x[0-9a-fA-F]*+")) {
            throw unavailable("The node gave no hexadecimal result", null);
        }
        return result.substring(2).toLowerCase(Locale.ROOT);
    }

    /** ABI: selector, hash, offset of the bytes, their length, the bytes padded to whole words. */
    private static String callData(byte[] hash, byte[] signature) {
        String bytes = HEX.formatHex(signature);
        int padding = (64 - bytes.length() % 64) % 64;
        return "0x"
                + SELECTOR
                + HEX.formatHex(hash)
                + String.format(Locale.ROOT, "%064x%064x", 64, signature.length)
                + bytes
                + "0".repeat(padding);
    }

    private static ProblemException unavailable(String detail, @Nullable Exception cause) {
        log.warn("{}", detail, cause);
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                "chain-unavailable",
                "The chain gives no answer right now");
    }

    private record Answer(@Nullable String result, @Nullable Failure error) {}

    private record Failure(int code, String message) {
        /** A contract that reverts or breaks says no; anything else is the node's trouble. */
        boolean isTheContracts() {
            String words = message.toLowerCase(Locale.ROOT);
            return code == REVERTED
                    || words.contains("revert")
                    || words.contains("invalid opcode")
                    || words.contains("out of gas")
                    || words.contains("outofgas")
                    || words.contains("invalidfeopcode")
                    || words.contains("opcodenotfound")
                    || words.contains("invalid jump")
                    || words.contains("invalidjump")
                    || words.contains("stack ");
        }
    }
}
