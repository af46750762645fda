// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {AdversarialTest, Exit, Payout, Purse} from "./support/AdversarialTest.sol";

/// @notice Somebody falls silent, in every status: the exit that anybody may take, and how long it takes at worst.
contract SilenceTest is AdversarialTest {
    ITaskEscrow.Limits private _limits;

    function setUp() public override {
        super.setUp();
        _limits = escrow.limits();
    }

    /// @dev The longest terms that the escrow accepts.
    function longestTerms() private view returns (ITaskEscrow.Terms memory terms) {
        PolicyFields memory fields = fairPolicy();
        fields.maxRevisions = _limits.maxRevisions;
        fields.appealWindow = _limits.maxWindow;
        fields.reviewWindow = _limits.maxWindow;
        fields.workWindow = _limits.maxWindow;
        fields.claimDeadline = block.timestamp + _limits.maxClaimPeriod;
        terms = termsWith(fields);
        terms.appealArbiter = appealArbiter;
    }

    /// @dev From the last step on nobody acts: the exit is shut for `wait` seconds, and open to a stranger one later.
    function waitsFor(bytes memory exit, uint256 wait, Payout memory payout) private {
        Purse memory was = purseOf(ETH);
        vm.warp(block.timestamp + wait);
        assertRefused(by(stranger, exit), ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector);
        assertUnmoved(ETH, was);
        vm.warp(block.timestamp + 1);
        assertAccepted(by(stranger, exit));
        assertPaid(ETH, was, payout);
        assertEq(address(escrow).balance, escrow.feesOf(ETH), "something stayed behind");
    }

    function test_nobodyClaimsAnOpenTask() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        fund(terms);
        waitsFor(abi.encodeCall(escrow.refund, (publisher, terms)), _limits.maxClaimPeriod, payoutAt(0));
    }

    /// @dev The claim at the last second: the refund waits for the work window.
    function test_theWorkerFallsSilentAfterTheClaim() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        bytes32 task = fund(terms);
        vm.warp(terms.policy.claimDeadline());
        claim(task, worker, workerKey);
        waitsFor(abi.encodeCall(escrow.refund, (publisher, terms)), _limits.maxWindow, payoutAt(0));
    }

    /// @dev With time left before the claim deadline, the task opens again instead.
    function test_theWorkerFallsSilentEarly() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        bytes32 task = fundAndClaim(terms);
        Purse memory was = purseOf(ETH);
        vm.warp(block.timestamp + _limits.maxWindow);
        assertRefused(
            by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms))),
            ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector
        );
        vm.warp(block.timestamp + 1);
        assertAccepted(by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms))));
        assertStatus(task, Status.Open);
        assertUnmoved(ETH, was);
    }

    function test_thePublisherFallsSilentAfterTheSubmission() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        fundAndSubmit(terms);
        waitsFor(abi.encodeCall(escrow.release, (publisher, terms)), _limits.maxWindow, payoutAt(10_000));
    }

    function test_theWorkerFallsSilentAfterARevision() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        bytes32 task = fund(terms);
        vm.warp(terms.policy.claimDeadline());
        claim(task, worker, workerKey);
        submit(task);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");
        waitsFor(abi.encodeCall(escrow.refund, (publisher, terms)), _limits.maxWindow, payoutAt(0));
    }

    function test_theArbiterFallsSilent() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        fundAndDispute(terms);
        waitsFor(
            abi.encodeCall(escrow.executeDefault, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(DEFAULT_SHARE)
        );
    }

    function test_bothPartiesFallSilentAfterARuling() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        fundAndRule(terms, APPEALED_SHARE);
        waitsFor(abi.encodeCall(escrow.executeRuling, (publisher, terms)), _limits.maxWindow, payoutAt(APPEALED_SHARE));
    }

    function test_theSecondArbiterFallsSilent() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        fundAndAppeal(terms, APPEALED_SHARE);
        waitsFor(
            abi.encodeCall(escrow.executeRuling, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(APPEALED_SHARE)
        );
    }

    // The longest way through all of it

    /// @dev Everybody takes all the time the longest terms give them, and the most revisions, and then an appeal, and
    /// then the second arbiter stays silent. Every clock on the way is exactly where it should be.
    function walkTheLongestWay() private returns (uint256 total) {
        ITaskEscrow.Terms memory terms = longestTerms();
        uint256 fundedAt = block.timestamp;
        bytes32 task = fund(terms);
        vm.warp(terms.policy.claimDeadline());
        claim(task, worker, workerKey);
        for (uint256 round = 0; round <= _limits.maxRevisions; ++round) {
            assertEq(escrow.stateOf(task).round, round, "round");
            waitToTheLastSecond(task, _limits.maxWindow);
            submit(task);
            waitToTheLastSecond(task, _limits.maxWindow);
            if (round == _limits.maxRevisions) break;
            vm.prank(publisher);
            escrow.requestRevision(publisher, terms, REASON, "");
        }
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");
        waitToTheLastSecond(task, _limits.arbitrationWindow);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, APPEALED_SHARE, REASON);
        waitToTheLastSecond(task, _limits.maxWindow);
        vm.prank(publisher);
        escrow.appeal(publisher, terms, publisher, REASON, "");
        waitsFor(
            abi.encodeCall(escrow.executeRuling, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(APPEALED_SHARE)
        );
        total = block.timestamp - fundedAt;
    }

    function waitToTheLastSecond(bytes32 task, uint256 window) private {
        assertEq(escrow.stateOf(task).clock, block.timestamp + window, "the clock is cut off");
        vm.warp(escrow.stateOf(task).clock);
    }

    function longestWait() private view returns (uint256) {
        return _limits.maxClaimPeriod + (_limits.maxRevisions + 1) * 2 * _limits.maxWindow + _limits.maxWindow + 2
            * _limits.arbitrationWindow + 1;
    }

    function test_theLongestWayIsBoundedByTheLimits() public {
        assertEq(walkTheLongestWay(), longestWait());
        assertEq(longestWait(), 3363 days + 1);
    }

    /// @dev The same at the end of 32-bit time: the last deadline that can be funded, and everything after it, fits.
    function test_theLongestWayFitsBeforeTheYear2106() public {
        vm.warp(_limits.lastClaimDeadline - _limits.maxClaimPeriod);
        walkTheLongestWay();
        assertEq(block.timestamp, _limits.lastClaimDeadline + longestWait() - _limits.maxClaimPeriod);
        assertLt(block.timestamp, type(uint32).max);
    }

    function test_nothingIsFundedBeyondTheLastDeadline() public {
        vm.warp(_limits.lastClaimDeadline - 1);
        PolicyFields memory fields = fairPolicy();
        fields.claimDeadline = _limits.lastClaimDeadline + 1;
        bytes4 problem = ITaskEscrow.TaskEscrow_ClaimDeadlineOutOfRange.selector;
        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (termsWith(fields)))), problem);
        fields.claimDeadline = _limits.lastClaimDeadline;
        fund(termsWith(fields));
        vm.warp(_limits.lastClaimDeadline);
        fields.taskId = 43;
        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (termsWith(fields)))), problem);
        fields.claimDeadline = type(uint32).max;
        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (termsWith(fields)))), problem);
        assertEq(address(escrow).balance, TOTAL);
    }

    // One honest side against all the others

    /// @dev A worker who answers at once, everybody else hostile: revisions at the last second, a dispute at the last
    /// second, a ruling and an appeal at theirs, then silence. The worker may dispute earlier, and so choose to wait less.
    function test_anHonestWorkersLongestWait() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        bytes32 task = fundAndClaim(terms);
        uint256 claimedAt = block.timestamp;
        for (uint256 round = 0; round < _limits.maxRevisions; ++round) {
            submit(task);
            vm.warp(escrow.stateOf(task).clock);
            vm.prank(publisher);
            escrow.requestRevision(publisher, terms, REASON, "");
        }
        submit(task);
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, APPEALED_SHARE, REASON);
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(publisher);
        escrow.appeal(publisher, terms, publisher, REASON, "");
        waitsFor(
            abi.encodeCall(escrow.executeRuling, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(APPEALED_SHARE)
        );

        assertEq(
            block.timestamp - claimedAt,
            (_limits.maxRevisions + 2) * _limits.maxWindow + 2 * _limits.arbitrationWindow + 1
        );
        assertEq(block.timestamp - claimedAt, 1558 days + 1);
    }

    /// @dev A worker who disputes at once waits for the arbiters only.
    function test_aWorkerWhoDisputesAtOnceWaitsForTheArbitersOnly() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        bytes32 task = fundAndDispute(terms);
        uint256 disputedAt = block.timestamp;
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, APPEALED_SHARE, REASON);
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(publisher);
        escrow.appeal(publisher, terms, publisher, REASON, "");
        waitsFor(
            abi.encodeCall(escrow.executeRuling, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(APPEALED_SHARE)
        );

        assertEq(block.timestamp - disputedAt, 118 days + 1);
    }

    /// @dev A publisher who only wants the money back, everybody else hostile: puppets until the deadline, the last one
    /// disputes at its last second, the arbiter rules and the worker appeals at theirs, then silence.
    function test_anHonestPublishersLongestWait() public {
        ITaskEscrow.Terms memory terms = longestTerms();
        uint256 fundedAt = block.timestamp;
        bytes32 task = fund(terms);
        vm.warp(terms.policy.claimDeadline());
        claim(task, worker, workerKey);
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, APPEALED_SHARE, REASON);
        vm.warp(escrow.stateOf(task).clock);
        vm.prank(worker);
        escrow.appeal(publisher, terms, worker, REASON, "");
        waitsFor(
            abi.encodeCall(escrow.executeRuling, (publisher, terms)),
            _limits.arbitrationWindow,
            payoutAt(APPEALED_SHARE)
        );

        assertEq(block.timestamp - fundedAt, 573 days + 1);
    }
}
