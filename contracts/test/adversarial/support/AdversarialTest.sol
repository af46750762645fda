// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../../src/libraries/TaskWord.sol";
import {EscrowTest} from "../../support/EscrowTest.sol";

/// @notice Every verb that ends a task and moves its money.
enum Exit {
    Approve,
    ApproveSigned,
    ApproveBatch,
    Settle,
    Cancel,
    Refund,
    Release,
    Resolve,
    ExecuteDefault,
    ExecuteRuling,
    ResolveAppeal
}

/// @notice Who has what of one token.
struct Purse {
    uint256 worker;
    uint256 publisher;
    uint256 treasury;
    uint256 stranger;
    uint256 escrow;
    uint256 workerCredit;
    uint256 publisherCredit;
    uint256 fees;
}

/// @notice What an exit has to pay.
struct Payout {
    uint256 toWorker;
    uint256 toPublisher;
    uint256 toPlatform;
}

/// @notice A transaction to the escrow.
struct Transaction {
    address from;
    bytes data;
}

/// @notice The way to each exit, what it pays, and the purses of everybody before and after.
/// @dev Hostile code is etched onto the accounts of the people themselves: they keep their keys, as an account that
/// delegates its code (EIP-7702) does, so every way to a status stays open to them.
abstract contract AdversarialTest is EscrowTest {
    uint256 internal constant EXITS = 11;
    uint256 internal constant AGREED_SHARE = 7000;
    uint256 internal constant RULED_SHARE = 3000;
    uint256 internal constant APPEALED_SHARE = 6000;
    uint256 internal constant FINAL_SHARE = 2500;
    uint256 internal constant FOREVER = type(uint256).max;
    /// @dev More than any call of these tests needs, and less than a transaction may have (EIP-7825).
    uint256 internal constant PLENTY = 10_000_000;

    function termsFor(Exit exit, address token_) internal view returns (ITaskEscrow.Terms memory terms) {
        terms = exit == Exit.ExecuteRuling || exit == Exit.ResolveAppeal ? appealTerms() : ethTerms();
        terms.token = token_;
    }

    function statusBefore(Exit exit) internal pure returns (Status) {
        if (exit == Exit.Approve || exit == Exit.Refund) return Status.Claimed;
        if (exit == Exit.ApproveSigned || exit == Exit.Release) return Status.Submitted;
        if (exit == Exit.Settle) return Status.RevisionAsked;
        if (exit == Exit.Resolve || exit == Exit.ExecuteDefault) return Status.Disputed;
        if (exit == Exit.ExecuteRuling) return Status.Ruled;
        if (exit == Exit.ResolveAppeal) return Status.Appealed;
        return Status.Open;
    }

    /// @dev Funds the terms and leads the task to where the exit is open.
    function prepare(Exit exit, ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        task = bringTo(statusBefore(exit), terms);
        if (exit == Exit.Refund) {
            vm.warp(terms.policy.claimDeadline() + 1);
        } else if (exit == Exit.Release || exit == Exit.ExecuteDefault || exit == Exit.ExecuteRuling) {
            vm.warp(escrow.stateOf(task).clock + 1);
        }
    }

    function exitBy(Exit exit, ITaskEscrow.Terms memory terms) internal view returns (Transaction memory) {
        if (exit == Exit.Approve) {
            return Transaction(publisher, abi.encodeCall(escrow.approveCompletion, (terms, worker)));
        }
        if (exit == Exit.ApproveSigned) {
            bytes memory signature = sign(publisherKey, approvalHash(keyOf(terms), worker));
            return
                Transaction(
                    relayer, abi.encodeCall(escrow.approveCompletionSigned, (publisher, terms, worker, signature))
                );
        }
        if (exit == Exit.ApproveBatch) return Transaction(publisher, approveBatchCall(terms));
        if (exit == Exit.Settle) return Transaction(relayer, settleCall(terms));
        if (exit == Exit.Cancel) return Transaction(publisher, abi.encodeCall(escrow.cancel, (terms)));
        if (exit == Exit.Refund) return Transaction(stranger, abi.encodeCall(escrow.refund, (publisher, terms)));
        if (exit == Exit.Release) return Transaction(stranger, abi.encodeCall(escrow.release, (publisher, terms)));
        if (exit == Exit.Resolve) {
            return Transaction(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, RULED_SHARE, REASON)));
        }
        if (exit == Exit.ExecuteDefault) {
            return Transaction(stranger, abi.encodeCall(escrow.executeDefault, (publisher, terms)));
        }
        if (exit == Exit.ExecuteRuling) {
            return Transaction(stranger, abi.encodeCall(escrow.executeRuling, (publisher, terms)));
        }
        return
            Transaction(
                terms.appealArbiter, abi.encodeCall(escrow.resolveAppeal, (publisher, terms, FINAL_SHARE, REASON))
            );
    }

    function approveBatchCall(ITaskEscrow.Terms memory terms) internal view returns (bytes memory) {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](1);
        list[0] = terms;
        address[] memory workers = new address[](1);
        workers[0] = worker;
        return abi.encodeCall(escrow.approveCompletionBatch, (list, workers));
    }

    function settleCall(ITaskEscrow.Terms memory terms) internal view returns (bytes memory) {
        bytes32 agreement = settlementHash(keyOf(terms), worker, AGREED_SHARE, FOREVER);
        return abi.encodeCall(
            escrow.settle,
            (publisher, terms, worker, AGREED_SHARE, FOREVER, sign(publisherKey, agreement), sign(workerKey, agreement))
        );
    }

    function payoutOf(Exit exit) internal pure returns (Payout memory) {
        if (exit == Exit.Cancel || exit == Exit.Refund) return Payout(0, TOTAL, 0);
        if (exit == Exit.Settle) return payoutAt(AGREED_SHARE);
        if (exit == Exit.Resolve) return payoutAt(RULED_SHARE);
        if (exit == Exit.ExecuteDefault) return payoutAt(DEFAULT_SHARE);
        if (exit == Exit.ExecuteRuling) return payoutAt(APPEALED_SHARE);
        if (exit == Exit.ResolveAppeal) return payoutAt(FINAL_SHARE);
        return payoutAt(10_000);
    }

    function payoutAt(uint256 share) internal pure returns (Payout memory payout) {
        payout.toWorker = uint256(REWARD) * share / 10_000;
        payout.toPlatform = FEE * share / 10_000;
        payout.toPublisher = TOTAL - payout.toWorker - payout.toPlatform;
    }

    // Purses

    function purseOf(address token_) internal view returns (Purse memory) {
        return Purse({
            worker: balanceOf(worker, token_),
            publisher: balanceOf(publisher, token_),
            treasury: balanceOf(treasury, token_),
            stranger: balanceOfOthers(token_),
            escrow: balanceOf(address(escrow), token_),
            workerCredit: escrow.creditOf(worker, token_),
            publisherCredit: escrow.creditOf(publisher, token_),
            fees: escrow.feesOf(token_)
        });
    }

    /// @dev Who is no party of the task. A role may be held by a party: it counts there.
    function balanceOfOthers(address token_) internal view returns (uint256 sum) {
        address[7] memory others = [stranger, relayer, arbiter, assigner, appealArbiter, admin, guardian];
        for (uint256 i = 0; i < others.length; ++i) {
            if (others[i] != worker && others[i] != publisher) sum += balanceOf(others[i], token_);
        }
    }

    function balanceOf(address account, address token_) internal view returns (uint256 balance) {
        if (token_ == ETH) return account.balance;
        (bool ok, bytes memory answer) = token_.staticcall(abi.encodeWithSignature("balanceOf(address)", account));
        if (ok && answer.length == 32) balance = abi.decode(answer, (uint256));
    }

    /// @dev Everybody got exactly what the payout says, as money or as credit, and nobody else got anything.
    function assertPaid(
        address token_,
        Purse memory was,
        Payout memory payout,
        bool workerRefuses,
        bool publisherRefuses
    ) internal view {
        Purse memory now_ = purseOf(token_);
        uint256 credited = (workerRefuses ? payout.toWorker : 0) + (publisherRefuses ? payout.toPublisher : 0);
        uint256 sent = payout.toWorker + payout.toPublisher - credited;
        assertEq(now_.worker, was.worker + (workerRefuses ? 0 : payout.toWorker), "worker");
        assertEq(now_.workerCredit, was.workerCredit + (workerRefuses ? payout.toWorker : 0), "worker's credit");
        assertEq(now_.publisher, was.publisher + (publisherRefuses ? 0 : payout.toPublisher), "publisher");
        assertEq(
            now_.publisherCredit,
            was.publisherCredit + (publisherRefuses ? payout.toPublisher : 0),
            "publisher's credit"
        );
        assertEq(now_.fees, was.fees + payout.toPlatform, "fees");
        assertEq(now_.treasury, was.treasury, "treasury");
        assertEq(now_.stranger, was.stranger, "everybody else");
        assertEq(now_.escrow, was.escrow - sent, "escrow");
    }

    function assertPaid(address token_, Purse memory was, Payout memory payout) internal view {
        assertPaid(token_, was, payout, false, false);
    }

    /// @dev Nobody's money moved.
    function assertUnmoved(address token_, Purse memory was) internal view {
        assertPaid(token_, was, Payout(0, 0, 0));
    }

    function assertStatus(bytes32 task, Status expected) internal view {
        assertEq(uint256(statusOf(task)), uint256(expected), "status");
    }

    // Transactions

    function send(Transaction memory transaction, uint256 gasLimit) internal returns (bool ok, bytes4 problem) {
        bytes memory answer;
        vm.prank(transaction.from, transaction.from);
        (ok, answer) = address(escrow).call{gas: gasLimit}(transaction.data);
        problem = ok ? bytes4(0) : bytes4(answer);
    }

    function assertAccepted(Transaction memory transaction) internal {
        (bool ok, bytes4 problem) = send(transaction, PLENTY);
        assertTrue(ok, string.concat("refused: ", vm.toString(bytes32(problem))));
    }

    function assertRefused(Transaction memory transaction, bytes4 expected) internal {
        (bool ok, bytes4 problem) = send(transaction, PLENTY);
        assertFalse(ok, "accepted");
        assertEq(bytes32(problem), bytes32(expected), "another problem");
    }

    function by(address from, bytes memory data) internal pure returns (Transaction memory) {
        return Transaction(from, data);
    }
}
