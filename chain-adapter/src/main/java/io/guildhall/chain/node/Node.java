package io.guildhall.chain.node;

import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.web3j.protocol.core.methods.response.Log;

/**
 * A node of the configured chain. Every method throws {@link ChainUnavailableException} when no node gives an answer,
 * which says nothing about the question.
 */
public interface Node {
    /** The newest block. */
    BlockHeader head();

    /** The block of that number on the chain as the node sees it now. */
    Optional<BlockHeader> block(long number);

    /** What a contract told in one block, whatever has become of that block. */
    List<Log> logs(String address, String blockHash);

    /** What a contract told in a range of blocks, both ends included. */
    List<Log> logs(String address, long from, long to);

    /**
     * Executes a call without a transaction.
     *
     * @return the answer in hexadecimal digits with 0x
     * @throws RevertedException when the called contract refuses
     */
    String call(Call call, At at);

    /**
     * The gas that a transaction would use on top of all that waits.
     *
     * @throws RevertedException when the called contract refuses
     */
    BigInteger estimateGas(Call call);

    /** What an account has, in wei. */
    BigInteger balance(String account, At at);

    /** How many transactions of an account are in blocks up to a point. */
    long transactionCount(String account, At at);

    /** The present price of gas. */
    Fees fees();

    /** Hands over a signed transaction. */
    SendResult send(String rawTransaction);

    /** Where a transaction has been executed, if it has. */
    Optional<Receipt> receipt(String transactionHash);

    /** Who sent a transaction that is in a block. */
    Optional<String> sender(String transactionHash);
}
