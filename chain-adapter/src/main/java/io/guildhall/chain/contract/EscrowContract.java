package io.guildhall.chain.contract;

import io.guildhall.chain.node.At;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.Node;
import io.guildhall.contracts.TaskEscrow;
import java.math.BigInteger;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.web3j.abi.FunctionEncoder;
import org.web3j.abi.FunctionReturnDecoder;
import org.web3j.abi.TypeReference;
import org.web3j.abi.datatypes.Address;
import org.web3j.abi.datatypes.Function;
import org.web3j.abi.datatypes.Type;
import org.web3j.abi.datatypes.generated.Uint256;
import org.web3j.crypto.Keys;
import org.web3j.protocol.core.RemoteFunctionCall;

/** What the contract, and the tokens in it, answer. */
@Component
public class EscrowContract {
    private final TaskEscrow escrow;
    private final Node node;
    private final String address;
    private volatile @Nullable EscrowLimits limits;

    EscrowContract(TaskEscrow escrow, Node node, EscrowProperties properties) {
        this.escrow = escrow;
        this.node = node;
        this.address = Keys.toChecksumAddress(properties.address());
    }

    /** Where it is. */
    public String address() {
        return address;
    }

    /** A task by its key. */
    public EscrowState state(String key, At at) {
        RemoteFunctionCall<TaskEscrow.TaskState> question = escrow.stateOf(Words.bytes(key));
        TaskEscrow.TaskState state = (TaskEscrow.TaskState) answer(question, at);
        return new EscrowState(
                EscrowStatus.of(state.status.intValueExact()),
                Keys.toChecksumAddress(state.worker),
                state.openedIn.longValueExact(),
                state.clock.longValueExact(),
                state.round.intValueExact(),
                state.ruledShare.intValueExact());
    }

    /** Whether funding and claiming have stopped. */
    public boolean paused(At at) {
        return (Boolean) answer(escrow.paused(), at).getValue();
    }

    /** Who decides disputes. */
    public String arbiter() {
        return Keys.toChecksumAddress((String) answer(escrow.arbiter(), At.LATEST).getValue());
    }

    /** What has been earned and not collected, by token. */
    public BigInteger fees(String token, At at) {
        return (BigInteger) answer(escrow.feesOf(token), at).getValue();
    }

    /** What refused payments have left for an account, by token. */
    public BigInteger credit(String account, String token, At at) {
        return (BigInteger) answer(escrow.creditOf(account, token), at).getValue();
    }

    /** Its bounds; asked once. */
    public EscrowLimits limits() {
        EscrowLimits known = limits;
        if (known == null) {
            TaskEscrow.Limits found = (TaskEscrow.Limits) answer(escrow.limits(), At.LATEST);
            known =
                    new EscrowLimits(
                            found.maxFeeRate.intValueExact(),
                            found.minWindow.intValueExact(),
                            found.maxWindow.intValueExact(),
                            found.maxClaimPeriod.intValueExact(),
                            found.lastClaimDeadline.longValueExact(),
                            found.arbitrationWindow.intValueExact(),
                            found.maxRevisions.intValueExact());
            limits = known;
        }
        return known;
    }

    /** What an account has of a token, ETH among them. */
    public BigInteger balance(String token, String account, At at) {
        return token.equals(Terms.ETHER)
                ? node.balance(account, at)
                : number(token, "balanceOf", List.of(new Address(account)), at);
    }

    /** What the escrow may take of an account's ERC-20. */
    public BigInteger allowance(String token, String account) {
        return number(
                token, "allowance", List.of(new Address(account), new Address(address)), At.LATEST);
    }

    /** ABI types come without their parameters from web3j. */
    @SuppressWarnings("rawtypes")
    private BigInteger number(String token, String function, List<Type> parameters, At at) {
        Function question =
                new Function(function, parameters, List.of(new TypeReference<Uint256>() {}));
        String data = node.call(Call.of(token, FunctionEncoder.encode(question)), at);
        List<Type> values = FunctionReturnDecoder.decode(data, question.getOutputParameters());
        if (values.isEmpty()) {
            throw EscrowRefusals.invalid(
                    "escrow-not-a-token", token + " does not answer as an ERC-20");
        }
        return (BigInteger) values.getFirst().getValue();
    }

    private Type<?> answer(RemoteFunctionCall<?> question, At at) {
        String data = node.call(Call.of(address, question.encodeFunctionCall()), at);
        List<?> values = question.decodeFunctionResponse(data);
        if (values.isEmpty()) {
            throw new IllegalStateException(
                    "There is no escrow contract at " + address + ": it answers '" + data + "'");
        }
        return (Type<?>) values.getFirst();
    }
}
