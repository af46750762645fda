// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract DisputeTest is UnitTest {
    address private _disputant;

    function setUp() public override {
        super.setUp();
        _disputant = worker;
    }

    function test_legalOnlyWhileHeldOrSubmitted() public {
        assertLegalOnlyIn(HELD | SUBMITTED, attempt);
    }

    function test_legalOnlyWhileHeldOrSubmittedForThePublisher() public {
        _disputant = publisher;

        assertLegalOnlyIn(HELD | SUBMITTED, attempt);
    }

    function test_startsTheArbitersWindow() public {
        begin(Status.Submitted);

        disputeAndAssert(0);
    }

    function test_startsTheArbitersWindowBeforeASubmission() public {
        begin(Status.Claimed);
        _disputant = publisher;

        disputeAndAssert(0);
    }

    function test_startsTheArbitersWindowDuringARevision() public {
        begin(Status.RevisionAsked);

        disputeAndAssert(1);
    }

    function test_closesWithTheClock() public {
        begin(Status.Submitted);
        assertCloses(START + REVIEW_WINDOW);

        vm.warp(START);
        begin(Status.Claimed, ethTerms());
        assertCloses(START + WORK_WINDOW);
    }

    function test_rejectsOthersThanTheParties() public {
        begin(Status.Submitted);

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            _disputant = people[i];
            if (people[i] == publisher || people[i] == worker) assertAllowed(people[i], withSignature(""));
            else assertRefused(people[i], withSignature(""), notAParty(people[i]));
        }
        _disputant = address(0);
        assertRefused(stranger, withSignature(""), notAParty(address(0)));
    }

    function test_asksTheDisputantForNoSignature() public {
        begin(Status.Submitted);

        assertOnlyElse(worker, withSignature(""), invalidSignature(worker, disputeHash(task, worker, 0, REASON)));
        _disputant = publisher;
        assertOnlyElse(publisher, withSignature(""), invalidSignature(publisher, disputeHash(task, worker, 0, REASON)));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Submitted);

        assertAnybodyMay(withSignature(sign(workerKey, disputeHash(task, worker, 0, REASON))));
    }

    function test_bindsTheWorkersSignature() public {
        begin(Status.Submitted);

        assertBinds(relayer, message(worker, workerKey), withSignature);
    }

    function test_bindsThePublishersSignature() public {
        _disputant = publisher;
        begin(Status.RevisionAsked);

        assertBinds(relayer, message(publisher, publisherKey), withSignature);
    }

    function test_allowsTheBlockOfTheOpening() public {
        begin(Status.Claimed);
        vm.roll(vm.getBlockNumber() - 1);

        assertAllowed(worker, withSignature(""));
    }

    function test_worksWhilePaused() public {
        begin(Status.Submitted);
        vm.prank(guardian);
        escrow.pause();

        disputeAndAssert(0);
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Submitted);

        assertFindsNoDirtyTask(worker, withSignature(""), 1);
    }

    function disputeAndAssert(uint256 round) private {
        vm.warp(START + 100);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Disputed(task, _disputant, REASON);
        vm.prank(_disputant);
        escrow.dispute(publisher, terms, _disputant, REASON, "");

        assertState(task, Status.Disputed, worker, 1000, START + 100 + ARBITRATION_WINDOW, round, 0);
    }

    function assertCloses(uint256 last) private {
        vm.warp(last - 1);
        assertAllowed(worker, withSignature(""));
        vm.warp(last);
        assertAllowed(worker, withSignature(""));
        vm.warp(last + 1);
        assertRefused(worker, withSignature(""), deadlinePassed(last));
    }

    function notAParty(address account) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAParty.selector, account, publisher, worker);
    }

    function message(address signer, uint256 key) private view returns (Message memory) {
        return Message(
            signer,
            key,
            "Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            abi.encode(task, openedIn(task), worker, escrow.stateOf(task).round, REASON)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.dispute, (publisher, terms, _disputant, REASON, signature));
    }

    function attempt() private view returns (address, bytes memory) {
        return (_disputant, withSignature(""));
    }
}
