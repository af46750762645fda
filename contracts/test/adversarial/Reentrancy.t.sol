// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {AdversarialTest, Exit, Payout, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Reenterer} from "./support/Receivers.sol";
import {Mood, MoodyToken} from "./support/Tokens.sol";

/// @notice Whoever is paid calls back: every exit times every verb, paid in ETH and in a token with hooks.
contract ReentrancyTest is AdversarialTest {
    uint256 private constant VERBS = 26;
    address private immutable _PAYLOAD = makeAddr("payload");

    function test_theWorkerReentersNothingFromEtherExits() public {
        everyExitTimesEveryVerb(ETH, worker);
    }

    function test_thePublisherReentersNothingFromEtherExits() public {
        everyExitTimesEveryVerb(ETH, publisher);
    }

    function test_theWorkerReentersNothingFromTokenExits() public {
        everyExitTimesEveryVerb(address(hookedToken()), worker);
    }

    function test_thePublisherReentersNothingFromTokenExits() public {
        everyExitTimesEveryVerb(address(hookedToken()), publisher);
    }

    /// @dev The attacker holds every role besides: a verb must be refused by the task's status, not for want of a right.
    function everyExitTimesEveryVerb(address token_, address attacker) private {
        arbiter = attacker;
        assigner = attacker;
        assignerKey = attacker == worker ? workerKey : publisherKey;
        appealArbiter = attacker;
        vm.startPrank(admin);
        escrow.setArbiter(attacker);
        escrow.setAssigner(attacker);
        vm.stopPrank();
        bytes memory code = address(new Reenterer(address(escrow), _PAYLOAD, 0)).code;
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), token_);
            prepare(Exit(i), terms);
            if (token_ != ETH) {
                vm.prank(publisher);
                MoodyToken(token_).approve(address(escrow), 0);
            }
            uint256 prepared = vm.snapshotState();
            for (uint256 verb = 0; verb < VERBS; ++verb) {
                reenter(Exit(i), terms, attacker, code, verb);
                vm.revertToState(prepared);
            }
            vm.revertToState(start);
        }
    }

    function reenter(Exit exit, ITaskEscrow.Terms memory terms, address attacker, bytes memory code, uint256 verb)
        private
    {
        (bytes memory data, bytes4 expected) = verbOf(verb, terms);
        Transaction memory transaction = exitBy(exit, terms);
        Purse memory was = purseOf(terms.token);
        vm.etch(_PAYLOAD, data);
        vm.etch(attacker, code);

        assertAccepted(transaction);

        Payout memory payout = payoutOf(exit);
        bool attempted = (attacker == worker ? payout.toWorker : payout.toPublisher) != 0;
        uint256 outcome = Reenterer(payable(attacker)).outcome();
        assertEq(outcome & 1 == 1, attempted, "the attack was not made");
        if (attempted) {
            if (expected == 0) {
                assertEq(outcome & 2 == 2, payout.toPlatform != 0, "fees are collected where some were earned");
            } else {
                assertEq(outcome & 2, 0, "a verb was reentered");
                assertEq(bytes32(bytes4(uint32(outcome >> 32))), bytes32(expected), "another problem");
            }
        }
        if (attempted && expected == 0 && payout.toPlatform != 0) {
            assertEq(balanceOf(treasury, terms.token), was.treasury + payout.toPlatform, "treasury");
            assertEq(escrow.feesOf(terms.token), was.fees, "fees");
            assertEq(balanceOf(address(escrow), terms.token), was.escrow - TOTAL, "escrow");
            assertEq(balanceOf(worker, terms.token), was.worker + payout.toWorker, "worker");
            assertEq(balanceOf(publisher, terms.token), was.publisher + payout.toPublisher, "publisher");
        } else {
            assertPaid(terms.token, was, payout);
        }
    }

    /// @dev Every verb about the task that is being paid, signed by both sides, and the problem it must meet.
    function verbOf(uint256 verb, ITaskEscrow.Terms memory terms) private view returns (bytes memory, bytes4) {
        if (verb < 9) return (entryVerb(verb, terms), entryProblem(verb, terms));
        if (verb < 17) return (progressVerb(verb, terms), ITaskEscrow.TaskEscrow_WrongStatus.selector);
        if (verb == 17) {
            return (exitBy(Exit.ApproveSigned, terms).data, ITaskEscrow.TaskEscrow_InvalidSignature.selector);
        }
        if (verb == 18) return (settleCall(terms), ITaskEscrow.TaskEscrow_WrongStatus.selector);
        if (verb == 24) {
            return (
                abi.encodeCall(escrow.withdrawCredit, (terms.token, stranger)),
                ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
            );
        }
        if (verb == 25) return (abi.encodeCall(escrow.collectFees, (terms.token)), bytes4(0));
        Exit[5] memory exits = [Exit.Cancel, Exit.Refund, Exit.Release, Exit.ExecuteRuling, Exit.ExecuteDefault];
        return (exitBy(exits[verb - 19], terms).data, ITaskEscrow.TaskEscrow_WrongStatus.selector);
    }

    function entryVerb(uint256 verb, ITaskEscrow.Terms memory terms) private view returns (bytes memory) {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](1);
        list[0] = terms;
        bytes32 task = keyOf(terms);
        bytes memory consent = signClaim(workerKey, task, worker);
        (bytes32 r, bytes32 vs) = signCompact(workerKey, claimHash(task, worker));
        if (verb == 0) return abi.encodeCall(escrow.fund, (terms));
        if (verb == 1) return abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, r, vs));
        if (verb == 2) return abi.encodeCall(escrow.fundBatch, (list));
        if (verb == 3) {
            return abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", task, worker, r, vs);
        }
        if (verb == 4) return abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, consent);
        if (verb == 5) {
            bytes memory assignment = sign(assignerKey, assignmentHash(task, worker, FOREVER));
            return abi.encodeCall(escrow.claim, (task, worker, FOREVER, consent, assignment));
        }
        if (verb == 6) return exitBy(Exit.Approve, terms).data;
        if (verb == 7) return exitBy(Exit.ApproveBatch, terms).data;
        return abi.encodeCall(escrow.resolveAppeal, (publisher, terms, 10_000, REASON));
    }

    /// @dev Funding again is refused for want of value, of allowance or of time: see the tests that bring them.
    function entryProblem(uint256 verb, ITaskEscrow.Terms memory terms) private view returns (bytes4) {
        if (verb < 3) return fundProblem(verb, terms);
        if (verb == 5) return ITaskEscrow.TaskEscrow_InvalidSignature.selector;
        if (verb == 8 && terms.appealArbiter == address(0)) {
            return ITaskEscrow.TaskEscrow_NotTheAppealArbiter.selector;
        }
        return ITaskEscrow.TaskEscrow_WrongStatus.selector;
    }

    function fundProblem(uint256 verb, ITaskEscrow.Terms memory terms) private view returns (bytes4) {
        if (verb == 1 && terms.token == ETH) return ITaskEscrow.TaskEscrow_NotAToken.selector;
        if (block.timestamp >= terms.policy.claimDeadline()) {
            return ITaskEscrow.TaskEscrow_ClaimDeadlineOutOfRange.selector;
        }
        if (terms.token == ETH) return ITaskEscrow.TaskEscrow_WrongValue.selector;
        return bytes4(abi.encodeWithSignature("Error(string)"));
    }

    function progressVerb(uint256 verb, ITaskEscrow.Terms memory terms) private view returns (bytes memory) {
        bytes32 task = keyOf(terms);
        if (verb == 9) {
            (bytes32 r, bytes32 vs) = signCompact(workerKey, submissionHash(task, worker, 0, EVIDENCE));
            return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes32,bytes32)", task, EVIDENCE, r, vs);
        }
        if (verb == 10) {
            bytes memory delivery = sign(workerKey, submissionHash(task, worker, 0, EVIDENCE));
            return abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, delivery);
        }
        if (verb == 11) {
            return abi.encodeCall(
                escrow.requestRevision,
                (publisher, terms, REASON, sign(publisherKey, revisionHash(task, worker, 0, REASON)))
            );
        }
        if (verb == 12) {
            return abi.encodeCall(escrow.abandon, (publisher, terms, sign(workerKey, abandonmentHash(task, worker))));
        }
        if (verb == 13) return abi.encodeCall(escrow.lapse, (publisher, terms));
        if (verb == 14) {
            bytes memory complaint = sign(workerKey, disputeHash(task, worker, 0, REASON));
            return abi.encodeCall(escrow.dispute, (publisher, terms, worker, REASON, complaint));
        }
        if (verb == 15) return abi.encodeCall(escrow.resolve, (publisher, terms, 10_000, REASON));
        bytes memory objection = sign(workerKey, appealHash(task, worker, REASON));
        return abi.encodeCall(escrow.appeal, (publisher, terms, worker, REASON, objection));
    }

    // With money of its own

    /// @dev The publisher funds the same terms again out of the refund that it is just being paid: a new task, in full.
    function test_aRefundFundsTheSameTermsAgainInFullAndNoMore() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = prepare(Exit.Cancel, terms);
        Purse memory was = purseOf(ETH);
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.fund, (terms)));
        vm.etch(publisher, address(new Reenterer(address(escrow), _PAYLOAD, TOTAL)).code);

        assertAccepted(exitBy(Exit.Cancel, terms));

        assertEq(Reenterer(payable(publisher)).outcome(), 3, "the attack was not made");
        assertUnmoved(ETH, was);
        assertStatus(task, Status.Open);
        assertEq(openedIn(task), block.number);
        assertRefused(exitBy(Exit.Cancel, terms), ITaskEscrow.TaskEscrow_OpenedThisBlock.selector);
        assertRefused(exitBy(Exit.ApproveSigned, terms), ITaskEscrow.TaskEscrow_OpenedThisBlock.selector);
        assertUnmoved(ETH, was);
    }

    /// @dev Two tasks of one worker: the payment of the first calls the exit of the second. Each is paid once.
    function test_anExitInsideAnExitPaysEachTaskOnce() public {
        ITaskEscrow.Terms memory first = ethTerms();
        ITaskEscrow.Terms memory second = ethTerms();
        second.content = keccak256("second");
        prepare(Exit.Release, first);
        vm.warp(START);
        prepare(Exit.Release, second);
        Purse memory was = purseOf(ETH);
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.release, (publisher, second)));
        vm.etch(worker, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertAccepted(exitBy(Exit.Release, first));

        assertEq(Reenterer(payable(worker)).outcome(), 3, "the attack was not made");
        assertPaid(ETH, was, Payout(2 * uint256(REWARD), 0, 2 * FEE));
    }

    /// @dev A credit is deleted before it is sent: pulling it again from inside the pull finds nothing.
    function test_aCreditIsNotPulledTwice() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(moody));
        prepare(Exit.Release, terms);
        moody.setMood(Mood.Refuses);
        assertAccepted(exitBy(Exit.Release, terms));
        moody.setMood(Mood.Honest);
        moody.setBalance(address(escrow), 100 ether);
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.withdrawCredit, (address(moody), worker)));
        vm.etch(worker, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertAccepted(by(worker, abi.encodeCall(escrow.withdrawCredit, (address(moody), worker))));

        uint256 outcome = Reenterer(payable(worker)).outcome();
        assertEq(bytes32(bytes4(uint32(outcome >> 32))), bytes32(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector));
        assertEq(moody.ledger(worker), REWARD);
        assertEq(moody.ledger(address(escrow)), 100 ether - uint256(REWARD));
        assertEq(escrow.creditOf(worker, address(moody)), 0);
    }

    function test_feesAreNotCollectedTwice() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(moody));
        prepare(Exit.Release, terms);
        assertAccepted(exitBy(Exit.Release, terms));
        moody.setHooked(treasury, true);
        moody.setBalance(address(escrow), 100 ether);
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.collectFees, (address(moody))));
        vm.etch(treasury, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertAccepted(by(stranger, abi.encodeCall(escrow.collectFees, (address(moody)))));

        uint256 outcome = Reenterer(payable(treasury)).outcome();
        assertEq(bytes32(bytes4(uint32(outcome >> 32))), bytes32(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector));
        assertEq(moody.ledger(treasury), FEE);
        assertEq(moody.ledger(address(escrow)), 100 ether - FEE);
    }

    // Inside a take

    /// @dev A token that moves nothing in the outer take, and lets its sender fund again inside: counted twice, one
    /// payment would open two tasks and the second would be paid with other people's money.
    function test_oneTakeIsNotCountedTwice() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory victim = termsFor(Exit.Cancel, address(moody));
        victim.content = keccak256("victim");
        fund(victim);
        ITaskEscrow.Terms memory outer = termsFor(Exit.Cancel, address(moody));
        ITaskEscrow.Terms memory inner = termsFor(Exit.Cancel, address(moody));
        inner.content = keccak256("inner");
        Purse memory was = purseOf(address(moody));
        moody.setIdleOnce();
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.fund, (inner)));
        vm.etch(publisher, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertRefused(
            by(publisher, abi.encodeCall(escrow.fund, (outer))), ITaskEscrow.TaskEscrow_WrongAmountReceived.selector
        );

        assertUnmoved(address(moody), was);
        assertStatus(keyOf(outer), Status.None);
        assertStatus(keyOf(inner), Status.None);
    }

    /// @dev An honest token with hooks: the nested take is refused by the guard, the outer one stands.
    function test_aTakeInsideATakeIsRefused() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory outer = termsFor(Exit.Cancel, address(moody));
        ITaskEscrow.Terms memory inner = termsFor(Exit.Cancel, address(moody));
        inner.content = keccak256("inner");
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.fund, (inner)));
        vm.etch(publisher, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertAccepted(by(publisher, abi.encodeCall(escrow.fund, (outer))));

        uint256 outcome = Reenterer(payable(publisher)).outcome();
        assertEq(
            bytes32(bytes4(uint32(outcome >> 32))),
            bytes32(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector)
        );
        assertEq(moody.ledger(address(escrow)), TOTAL);
        assertStatus(keyOf(outer), Status.Open);
        assertStatus(keyOf(inner), Status.None);
    }

    /// @dev The task is open in the storage while its money is still on the way: no exit leads out of it.
    function test_noExitLeadsOutOfATake() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory victim = termsFor(Exit.Cancel, address(moody));
        victim.content = keccak256("victim");
        fund(victim);
        ITaskEscrow.Terms memory terms = termsFor(Exit.Cancel, address(moody));
        Exit[3] memory exits = [Exit.Cancel, Exit.Approve, Exit.ApproveBatch];
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < exits.length; ++i) {
            vm.etch(_PAYLOAD, exitBy(exits[i], terms).data);
            vm.etch(publisher, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

            assertAccepted(by(publisher, abi.encodeCall(escrow.fund, (terms))));

            uint256 outcome = Reenterer(payable(publisher)).outcome();
            assertEq(bytes32(bytes4(uint32(outcome >> 32))), bytes32(ITaskEscrow.TaskEscrow_OpenedThisBlock.selector));
            assertEq(moody.ledger(address(escrow)), 2 * TOTAL);
            vm.revertToState(start);
        }
    }

    /// @dev Money that leaves during a take, by a credit of the sender's own, is missing in the measure: all or nothing.
    function test_aCreditPulledInsideATakeUndoesTheTake() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory first = termsFor(Exit.Cancel, address(moody));
        first.content = keccak256("first");
        fund(first);
        moody.setMood(Mood.Refuses);
        assertAccepted(exitBy(Exit.Cancel, first));
        moody.setMood(Mood.Honest);
        Purse memory was = purseOf(address(moody));
        ITaskEscrow.Terms memory terms = termsFor(Exit.Cancel, address(moody));
        vm.etch(_PAYLOAD, abi.encodeCall(escrow.withdrawCredit, (address(moody), publisher)));
        vm.etch(publisher, address(new Reenterer(address(escrow), _PAYLOAD, 0)).code);

        assertRefused(
            by(publisher, abi.encodeCall(escrow.fund, (terms))), ITaskEscrow.TaskEscrow_WrongAmountReceived.selector
        );

        assertUnmoved(address(moody), was);
        assertEq(was.publisherCredit, TOTAL);
    }

    function hookedToken() private returns (MoodyToken moody) {
        moody = new MoodyToken();
        moody.setBalance(publisher, 100 ether);
        vm.prank(publisher);
        moody.approve(address(escrow), 10 ether);
        moody.setHooked(worker, true);
        moody.setHooked(publisher, true);
    }
}
