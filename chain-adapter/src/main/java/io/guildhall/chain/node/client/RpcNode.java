package io.guildhall.chain.node.client;

import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Fees;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.Receipt;
import io.guildhall.chain.node.RevertedException;
import io.guildhall.chain.node.SendResult;
import java.io.IOException;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.web3j.protocol.Web3jService;
import org.web3j.protocol.core.Request;
import org.web3j.protocol.core.Response;
import org.web3j.protocol.core.methods.response.EthBlock;
import org.web3j.protocol.core.methods.response.EthCall;
import org.web3j.protocol.core.methods.response.EthEstimateGas;
import org.web3j.protocol.core.methods.response.EthGetBalance;
import org.web3j.protocol.core.methods.response.EthGetTransactionCount;
import org.web3j.protocol.core.methods.response.EthGetTransactionReceipt;
import org.web3j.protocol.core.methods.response.EthLog;
import org.web3j.protocol.core.methods.response.EthMaxPriorityFeePerGas;
import org.web3j.protocol.core.methods.response.EthSendTransaction;
import org.web3j.protocol.core.methods.response.EthTransaction;
import org.web3j.protocol.core.methods.response.Log;
import org.web3j.protocol.core.methods.response.TransactionReceipt;
import org.web3j.utils.Numeric;
import tools.jackson.core.JacksonException;

/** Asks by JSON-RPC. */
@Component
class RpcNode implements Node {
    private static final Logger log = LoggerFactory.getLogger(RpcNode.class);

    private final Web3jService rpc;

    RpcNode(Web3jService rpc) {
        this.rpc = rpc;
    }

    @Override
    public BlockHeader head() {
        return header("latest")
                .orElseThrow(() -> new ChainUnavailableException("The node has no newest block"));
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return header(At.block(number).parameter());
    }

    private Optional<BlockHeader> header(Object which) {
        EthBlock.@Nullable Block block =
                ask("eth_getBlockByNumber", List.of(which, false), EthBlock.class).getBlock();
        return Optional.ofNullable(block).map(RpcNode::header);
    }

    private static BlockHeader header(EthBlock.Block block) {
        return new BlockHeader(
                block.getNumber().longValueExact(),
                block.getHash(),
                block.getParentHash(),
                block.getTimestamp().longValueExact(),
                block.getBaseFeePerGas());
    }

    @Override
    public List<Log> logs(String address, String blockHash) {
        return logs(Map.of("address", address, "blockHash", blockHash));
    }

    @Override
    public List<Log> logs(String address, long from, long to) {
        return logs(
                Map.of(
                        "address",
                        address,
                        "fromBlock",
                        At.block(from).parameter(),
                        "toBlock",
                        At.block(to).parameter()));
    }

    private List<Log> logs(Map<String, Object> filter) {
        return ask("eth_getLogs", List.of(filter), EthLog.class).getLogs().stream()
                .map(result -> (Log) result.get())
                .toList();
    }

    @Override
    public String call(Call call, At at) {
        return ask("eth_call", List.of(parameters(call), at.parameter()), EthCall.class).getValue();
    }

    @Override
    public BigInteger estimateGas(Call call) {
        return ask(
                        "eth_estimateGas",
                        List.of(parameters(call), At.PENDING.parameter()),
                        EthEstimateGas.class)
                .getAmountUsed();
    }

    private static Map<String, String> parameters(Call call) {
        Map<String, String> parameters = new HashMap<>();
        parameters.put("to", call.to());
        parameters.put("data", call.data());
        if (call.from() != null) {
            parameters.put("from", call.from());
        }
        if (call.value().signum() > 0) {
            parameters.put("value", Numeric.encodeQuantity(call.value()));
        }
        if (call.gas() != null) {
            parameters.put("gas", Numeric.encodeQuantity(call.gas()));
        }
        return parameters;
    }

    @Override
    public BigInteger balance(String account, At at) {
        return ask("eth_getBalance", List.of(account, at.parameter()), EthGetBalance.class)
                .getBalance();
    }

    @Override
    public long transactionCount(String account, At at) {
        return ask(
                        "eth_getTransactionCount",
                        List.of(account, at.parameter()),
                        EthGetTransactionCount.class)
                .getTransactionCount()
                .longValueExact();
    }

    @Override
    public Fees fees() {
        BigInteger tip =
                ask("eth_maxPriorityFeePerGas", List.of(), EthMaxPriorityFeePerGas.class)
                        .getMaxPriorityFeePerGas();
        return new Fees(head().baseFee(), tip);
    }

    @Override
    public SendResult send(String rawTransaction) {
        EthSendTransaction answer =
                answer("eth_sendRawTransaction", List.of(rawTransaction), EthSendTransaction.class);
        if (!answer.hasError()) {
            return SendResult.ACCEPTED;
        }
        String words = answer.getError().getMessage().toLowerCase(Locale.ROOT);
        // Nodes have no codes for these, but words that all of them took from the first.
        if (words.contains("already known") || words.contains("already imported")) {
            return SendResult.ACCEPTED;
        }
        if (words.contains("nonce too low")) {
            return SendResult.NONCE_USED;
        }
        log.warn("The node does not take a transaction: {}", answer.getError().getMessage());
        if (words.contains("underpriced")
                || words.contains("fee cap")
                || words.contains("less than block base fee")
                || words.contains("max fee per gas less")) {
            return SendResult.UNDERPRICED;
        }
        return words.contains("insufficient funds")
                ? SendResult.INSUFFICIENT_FUNDS
                : SendResult.REFUSED;
    }

    @Override
    public Optional<Receipt> receipt(String transactionHash) {
        return ask(
                        "eth_getTransactionReceipt",
                        List.of(transactionHash),
                        EthGetTransactionReceipt.class)
                .getTransactionReceipt()
                .map(RpcNode::receipt);
    }

    private static Receipt receipt(TransactionReceipt receipt) {
        return new Receipt(
                receipt.getTransactionHash(),
                receipt.getBlockNumber().longValueExact(),
                receipt.getBlockHash(),
                receipt.isStatusOK(),
                receipt.getGasUsed(),
                Numeric.decodeQuantity(receipt.getEffectiveGasPrice()));
    }

    @Override
    public Optional<String> sender(String transactionHash) {
        return ask("eth_getTransactionByHash", List.of(transactionHash), EthTransaction.class)
                .getTransaction()
                .map(org.web3j.protocol.core.methods.response.Transaction::getFrom);
    }

    private <T extends Response<?>> T ask(String method, List<?> parameters, Class<T> type) {
        T answer = answer(method, parameters, type);
        if (!answer.hasError()) {
            return answer;
        }
        Response.Error error = answer.getError();
        if (isTheContracts(error)) {
            @Nullable String data = error.getData();
            throw new RevertedException(
                    error.getMessage(), data == null ? "" : data.replace("\"", ""));
        }
        throw new ChainUnavailableException(
                "The node refuses " + method + ": " + error.getCode() + " " + error.getMessage());
    }

    private <T extends Response<?>> T answer(String method, List<?> parameters, Class<T> type) {
        try {
            return new Request<>(method, parameters, rpc, type).send();
        } catch (IOException | JacksonException e) {
            throw new ChainUnavailableException("No node answers " + method, e);
        }
    }

    /** A contract that refuses or breaks; anything else is the node's trouble. */
    private static boolean isTheContracts(Response.Error error) {
        String words = error.getMessage().toLowerCase(Locale.ROOT);
        return error.getCode() == 3
                || words.contains("revert")
                || words.contains("gas required exceeds")
                || words.contains("invalid opcode")
                || words.contains("out of gas")
                || words.contains("outofgas")
                || words.contains("opcodenotfound")
                || words.contains("invalidfeopcode")
                || words.contains("invalid jump")
                || words.contains("invalidjump")
                || words.contains("stack ");
    }
}
