package io.guildhall.chain.escrow;

import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowContract;
import io.guildhall.chain.contract.EscrowRefusals;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowStatus;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.contract.Timer;
import io.guildhall.chain.contract.Words;
import io.guildhall.chain.keys.PlatformKeys;
import io.guildhall.chain.keys.Role;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import java.math.BigInteger;
import java.util.List;
import org.springframework.stereotype.Service;

/** Answers questions about the escrow, and writes the calls that people's own wallets send. Changes nothing. */
@Service
public class EscrowDesk {
    private final EscrowContract contract;
    private final EscrowCalls calls;
    private final PlatformKeys keys;
    private final Node node;
    private final ChainProperties chain;

    EscrowDesk(
            EscrowContract contract,
            EscrowCalls calls,
            PlatformKeys keys,
            Node node,
            ChainProperties chain) {
        this.contract = contract;
        this.calls = calls;
        this.keys = keys;
        this.node = node;
        this.chain = chain;
    }

    /** A task's state, and after which block. */
    public record StateAtBlock(EscrowState state, BlockHeader block) {}

    /** Where the contract is and what it allows now. */
    public EscrowView describe() {
        BlockHeader head = node.head();
        return new EscrowView(
                chain.id(),
                contract.address(),
                contract.arbiter(),
                keys.find(Role.APPEAL_ARBITER).map(Signer::address).orElse(null),
                contract.paused(At.LATEST),
                chain.confirmations(),
                head,
                contract.limits());
    }

    /** Where a task stands after the newest block. */
    public StateAtBlock state(String taskKey) {
        BlockHeader head = node.head();
        return new StateAtBlock(
                contract.state(Words.require("task_key", taskKey), At.block(head.hash())), head);
    }

    /**
     * What funds a task.
     *
     * @throws io.guildhall.defaults.problem.ProblemException under the name of the contract's error where it would refuse
     */
    public FundingPlan funding(EscrowedTask task) {
        Terms terms = task.terms();
        new TermsRules(contract.limits()).require(terms, node.head().time());
        if (contract.paused(At.LATEST)) {
            throw EscrowRefusals.conflict("escrow-paused", "Nothing can be funded at present");
        }
        requireUnfunded(task);
        BigInteger total = terms.total();
        return new FundingPlan(
                task.key(),
                terms.fee(),
                total,
                approvals(task, total),
                new Call(
                        task.publisher(),
                        contract.address(),
                        terms.isEther() ? total : BigInteger.ZERO,
                        calls.fund(terms),
                        null),
                contract.balance(terms.token(), task.publisher(), At.LATEST));
    }

    private void requireUnfunded(EscrowedTask task) {
        EscrowStatus found = contract.state(task.key(), At.LATEST).status();
        if (found != EscrowStatus.NONE) {
            throw EscrowRefusals.conflict(
                            "escrow-wrong-status",
                            "The task is " + found + " on the chain, expected NONE")
                    .with("found", found.name());
        }
    }

    /**
     * An allowance that is there and too small goes to zero first: tokens such as USDT refuse to change one that is in use
     * into another.
     */
    private List<Call> approvals(EscrowedTask task, BigInteger total) {
        Terms terms = task.terms();
        if (terms.isEther()) {
            return List.of();
        }
        BigInteger allowed = contract.allowance(terms.token(), task.publisher());
        if (allowed.compareTo(total) >= 0) {
            return List.of();
        }
        return allowed.signum() == 0
                ? List.of(allowance(task, total))
                : List.of(allowance(task, BigInteger.ZERO), allowance(task, total));
    }

    private Call allowance(EscrowedTask task, BigInteger amount) {
        return new Call(
                task.publisher(),
                task.terms().token(),
                BigInteger.ZERO,
                calls.allow(contract.address(), amount),
                null);
    }

    /** What takes an open task back; the publisher sends it. */
    public Call cancellation(EscrowedTask task, String from) {
        requirePublisher(task, from);
        return call(from, calls.cancel(task.terms()));
    }

    /** What pays the whole reward; the publisher sends it. */
    public Call approval(EscrowedTask task, String from, String worker) {
        requirePublisher(task, from);
        return call(from, calls.approve(task.terms(), Addresses.require("worker", worker)));
    }

    /** What a clock allows; anybody sends it. */
    public Call timer(EscrowedTask task, String from, Timer timer) {
        return call(Addresses.require("from", from), calls.execute(timer, task));
    }

    /** What refused payments have left for an account, and how its wallet pulls it. */
    public record Withdrawal(BigInteger amount, Call call) {}

    /** What an account can pull of a token, to itself or where it says. */
    public Withdrawal withdrawal(String account, String token, String recipient) {
        String from = Addresses.require("account", account);
        String of = Addresses.require("token", token);
        return new Withdrawal(
                contract.credit(from, of, At.LATEST),
                call(from, calls.withdrawCredit(of, Addresses.require("recipient", recipient))));
    }

    private Call call(String from, String data) {
        return new Call(from, contract.address(), BigInteger.ZERO, data, null);
    }

    private static void requirePublisher(EscrowedTask task, String from) {
        if (!Addresses.require("from", from).equals(task.publisher())) {
            throw EscrowRefusals.invalid(
                    "escrow-not-the-publisher",
                    "from is " + from + ", expected the publisher " + task.publisher());
        }
    }
}
