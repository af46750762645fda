// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "../unit/UnitTest.sol";

/// @notice Random windows, and every verb at random moments around the last second that concerns it.
contract ClocksFuzz is UnitTest {
    struct Windows {
        uint256 claimPeriod;
        uint256 work;
        uint256 review;
        uint256 appeal;
    }

    uint256 private _start;

    function testFuzz_eachClockIsItsWindow(Windows memory windows, uint256 start, uint256 status) public {
        status = bound(status, 1, 7);
        beginWith(windows, start, Status(status));

        uint256[8] memory lengths = [
            0,
            windows.claimPeriod,
            windows.work,
            windows.review,
            windows.work,
            ARBITRATION_WINDOW,
            windows.appeal,
            ARBITRATION_WINDOW
        ];
        assertEq(clock(), _start + lengths[status]);
    }

    function testFuzz_eachVerbClosesWithItsClock(Windows memory windows, uint256 start, uint256 verb, uint256 moment)
        public
    {
        Status[9] memory statuses = [
            Status.Open,
            Status.Open,
            Status.Claimed,
            Status.RevisionAsked,
            Status.Submitted,
            Status.Submitted,
            Status.Disputed,
            Status.Ruled,
            Status.Appealed
        ];
        verb = bound(verb, 0, 8);
        beginWith(windows, start, statuses[verb]);
        uint256 last = clock();
        vm.warp(around(moment, last));
        (address sender, bytes memory data) = closing(verb);

        if (vm.getBlockTimestamp() <= last) assertAllowed(sender, data);
        else assertRefused(sender, data, deadlinePassed(last));
    }

    function testFuzz_eachVerbOpensAfterItsClock(Windows memory windows, uint256 start, uint256 verb, uint256 moment)
        public
    {
        Status[7] memory statuses = [
            Status.Claimed,
            Status.RevisionAsked,
            Status.Open,
            Status.Submitted,
            Status.Ruled,
            Status.Appealed,
            Status.Disputed
        ];
        verb = bound(verb, 0, 6);
        beginWith(windows, start, statuses[verb]);
        uint256 last = clock();
        vm.warp(around(moment, last));
        bytes memory data = opening(verb);

        if (vm.getBlockTimestamp() > last) assertAllowed(stranger, data);
        else assertRefused(stranger, data, deadlineNotPassed(last));
    }

    function testFuzz_refundWaitsForBothClocks(Windows memory windows, uint256 claimedAt, uint256 moment) public {
        beginWith(windows, START, Status.Open);
        uint256 deadline = clock();
        vm.warp(bound(claimedAt, _start, deadline));
        claim(task, worker, workerKey);
        uint256 last = clock();
        assertEq(last, vm.getBlockTimestamp() + windows.work);
        vm.warp(around(moment, moment % 2 == 0 ? deadline : last));
        bytes memory data = abi.encodeCall(ITaskEscrow.refund, (publisher, terms));

        if (vm.getBlockTimestamp() <= last) assertRefused(stranger, data, deadlineNotPassed(last));
        else if (vm.getBlockTimestamp() <= deadline) assertRefused(stranger, data, deadlineNotPassed(deadline));
        else assertAllowed(stranger, data);
    }

    function testFuzz_oneOfTwoVerbsIsAlwaysOpen(Windows memory windows, uint256 status, uint256 moment) public {
        Status[4] memory statuses = [Status.Submitted, Status.Disputed, Status.Ruled, Status.Appealed];
        uint256[4] memory before = [uint256(4), 6, 7, 8];
        uint256[4] memory after_ = [uint256(3), 6, 4, 5];
        status = bound(status, 0, 3);
        beginWith(windows, START, statuses[status]);
        uint256 last = clock();
        vm.warp(around(moment, last));

        (address sender, bytes memory data) = closing(before[status]);
        if (vm.getBlockTimestamp() <= last) assertAllowed(sender, data);
        else assertAllowed(stranger, opening(after_[status]));
    }

    function testFuzz_agreementsEndWithTheirLastSecond(uint256 validUntil, uint256 moment) public {
        begin(Status.Open);
        validUntil = bound(validUntil, START, START + CLAIM_PERIOD);
        bytes memory claim_ = abi.encodeCall(
            ITaskEscrow.claim,
            (
                task,
                worker,
                validUntil,
                sign(workerKey, claimHash(task, worker)),
                sign(assignerKey, assignmentHash(task, worker, validUntil))
            )
        );
        bytes32 agreement = settlementHash(task, worker, 1, validUntil);
        bytes memory settlement = abi.encodeCall(
            ITaskEscrow.settle,
            (publisher, terms, worker, 1, validUntil, sign(publisherKey, agreement), sign(workerKey, agreement))
        );
        uint256 present = bound(moment, START, START + CLAIM_PERIOD);
        vm.warp(present);

        if (present <= validUntil) {
            assertAllowed(relayer, claim_);
            assertAllowed(relayer, settlement);
        } else {
            bytes memory expired =
                abi.encodeWithSelector(ITaskEscrow.TaskEscrow_SignatureExpired.selector, validUntil, present);
            assertRefused(relayer, claim_, expired);
            assertRefused(relayer, settlement, expired);
        }
    }

    function beginWith(Windows memory windows, uint256 start, Status status) private {
        _start = bound(start, 1, 2 ** 32 - 1 - 3650 days - 365 days);
        windows.claimPeriod = bound(windows.claimPeriod, 1, 365 days);
        windows.work = bound(windows.work, 600, 90 days);
        windows.review = bound(windows.review, 600, 90 days);
        windows.appeal = bound(windows.appeal, 600, 90 days);
        vm.warp(_start);
        PolicyFields memory fields = fairPolicy();
        fields.claimDeadline = _start + windows.claimPeriod;
        fields.workWindow = windows.work;
        fields.reviewWindow = windows.review;
        fields.appealWindow = windows.appeal;
        ITaskEscrow.Terms memory each = termsWith(fields);
        each.appealArbiter = appealArbiter;
        begin(status, each);
    }

    /// @dev Half of the moments lie within three seconds of `last`.
    function around(uint256 moment, uint256 last) private view returns (uint256) {
        if (moment & 4 == 0) return bound(moment, last - (last - _start < 3 ? last - _start : 3), last + 3);
        return bound(moment, _start, last + 365 days);
    }

    function closing(uint256 verb) private view returns (address sender, bytes memory data) {
        if (verb == 0) {
            bytes memory signature = sign(workerKey, claimHash(task, worker));
            return (assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, signature));
        }
        if (verb == 1) {
            uint256 validUntil = type(uint256).max;
            bytes memory consent = sign(assignerKey, assignmentHash(task, worker, validUntil));
            bytes memory signature = sign(workerKey, claimHash(task, worker));
            return (relayer, abi.encodeCall(ITaskEscrow.claim, (task, worker, validUntil, signature, consent)));
        }
        if (verb == 2 || verb == 3) {
            return (worker, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, ""));
        }
        if (verb == 4) {
            return (publisher, abi.encodeCall(ITaskEscrow.requestRevision, (publisher, terms, REASON, "")));
        }
        if (verb == 5) return (worker, abi.encodeCall(ITaskEscrow.dispute, (publisher, terms, worker, REASON, "")));
        if (verb == 6) return (arbiter, abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, 1, REASON)));
        if (verb == 7) return (worker, abi.encodeCall(ITaskEscrow.appeal, (publisher, terms, worker, REASON, "")));
        return (appealArbiter, abi.encodeCall(ITaskEscrow.resolveAppeal, (publisher, terms, 1, REASON)));
    }

    function opening(uint256 verb) private view returns (bytes memory) {
        if (verb < 2) return abi.encodeCall(ITaskEscrow.lapse, (publisher, terms));
        if (verb == 2) return abi.encodeCall(ITaskEscrow.refund, (publisher, terms));
        if (verb == 3) return abi.encodeCall(ITaskEscrow.release, (publisher, terms));
        if (verb < 6) return abi.encodeCall(ITaskEscrow.executeRuling, (publisher, terms));
        return abi.encodeCall(ITaskEscrow.executeDefault, (publisher, terms));
    }
}
