package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.contract.Words;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.Fees;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.Receipt;
import io.guildhall.chain.node.SendResult;
import io.guildhall.contracts.TaskEscrow;
import java.math.BigInteger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.web3j.abi.EventEncoder;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.datatypes.Address;
import org.web3j.crypto.Hash;
import org.web3j.protocol.core.methods.response.Log;

/**
 * A chain of any length: the development node takes minutes to mine ten thousand blocks. Knows what following asks for.
 *
 * @param length its newest block
 * @param funded which task is funded in which block
 * @param mostLogs how many blocks it answers for at once, as providers do
 */
record SyntheticChain(long length, Map<Long, EscrowedTask> funded, long mostLogs) implements Node {
    private static String hash(long number) {
        return Hash.sha3("0x" + String.format("%064x", number));
    }

    private static BlockHeader header(long number) {
        return new BlockHeader(
                number, hash(number), hash(number - 1), 1_700_000_000 + number, BigInteger.ONE);
    }

    @Override
    public BlockHeader head() {
        return header(length);
    }

    @Override
    public Optional<BlockHeader> block(long number) {
        return number > length ? Optional.empty() : Optional.of(header(number));
    }

    @Override
    public List<Log> logs(String address, String blockHash) {
        return funded.entrySet().stream()
                .filter(entry -> hash(entry.getKey()).equals(blockHash))
                .map(entry -> log(address, entry.getKey(), entry.getValue()))
                .toList();
    }

    @Override
    public List<Log> logs(String address, long from, long to) {
        if (to - from >= mostLogs) {
            throw new AssertionError(
                    "%d blocks at once, expected at most %d".formatted(to - from + 1, mostLogs));
        }
        return funded.entrySet().stream()
                .filter(entry -> entry.getKey() >= from && entry.getKey() <= to)
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> log(address, entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Log log(String address, long block, EscrowedTask task) {
        Terms terms = task.terms();
        String data =
                FunctionEncoder.encodeConstructor(
                        List.of(
                                new Address(task.publisher()),
                                new TaskEscrow.Terms(
                                        Words.bytes(terms.content()),
                                        terms.token(),
                                        terms.reward(),
                                        terms.appealArbiter(),
                                        terms.policy().packed())));
        return new Log(
                false,
                "0x0",
                "0x0",
                Hash.sha3(hash(block)),
                hash(block),
                "0x" + Long.toHexString(block),
                address,
                "0x" + data,
                "mined",
                List.of(EventEncoder.encode(TaskEscrow.FUNDED_EVENT), task.key()));
    }

    @Override
    public Optional<String> sender(String transactionHash) {
        return Optional.of("0x" + "11".repeat(20));
    }

    @Override
    public String call(Call call, At at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger estimateGas(Call call) {
        throw new UnsupportedOperationException();
    }

    @Override
    public BigInteger balance(String account, At at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long transactionCount(String account, At at) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Fees fees() {
        throw new UnsupportedOperationException();
    }

    @Override
    public SendResult send(String rawTransaction) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<Receipt> receipt(String transactionHash) {
        throw new UnsupportedOperationException();
    }
}
