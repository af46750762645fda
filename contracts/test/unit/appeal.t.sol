// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract AppealTest is UnitTest {
    address private _appellant;

    function setUp() public override {
        super.setUp();
        _appellant = publisher;
    }

    function test_legalOnlyWhileRuled() public {
        assertLegalOnlyIn(RULED, attempt);
    }

    function test_legalOnlyWhileRuledForTheWorker() public {
        _appellant = worker;

        assertLegalOnlyIn(RULED, attempt);
    }

    function test_startsTheSecondArbitersWindow() public {
        begin(Status.Ruled);

        appealAndAssert(0);
    }

    function test_keepsTheRound() public {
        begin(Status.RevisionAsked);
        _appellant = worker;
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 6000, REASON);

        appealAndAssert(1);
    }

    function test_closesWithTheAppealWindow() public {
        begin(Status.Ruled);
        uint256 last = START + APPEAL_WINDOW;

        vm.warp(last - 1);
        assertAllowed(publisher, withSignature(""));
        vm.warp(last);
        assertAllowed(publisher, withSignature(""));
        vm.warp(last + 1);
        assertRefused(publisher, withSignature(""), deadlinePassed(last));
    }

    function test_rejectsOthersThanTheParties() public {
        begin(Status.Ruled);

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            _appellant = people[i];
            if (people[i] == publisher || people[i] == worker) assertAllowed(people[i], withSignature(""));
            else assertRefused(people[i], withSignature(""), notAParty(people[i]));
        }
    }

    function test_asksTheAppellantForNoSignature() public {
        begin(Status.Ruled);

        assertOnlyElse(publisher, withSignature(""), invalidSignature(publisher, appealHash(task, worker, REASON)));
        _appellant = worker;
        assertOnlyElse(worker, withSignature(""), invalidSignature(worker, appealHash(task, worker, REASON)));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Ruled);

        assertAnybodyMay(withSignature(sign(publisherKey, appealHash(task, worker, REASON))));
    }

    function test_bindsThePublishersSignature() public {
        begin(Status.Ruled);

        assertBinds(relayer, message(publisher, publisherKey), withSignature);
    }

    function test_bindsTheWorkersSignature() public {
        begin(Status.Ruled);
        _appellant = worker;

        assertBinds(relayer, message(worker, workerKey), withSignature);
    }

    function test_worksWhilePaused() public {
        begin(Status.Ruled);
        vm.prank(guardian);
        escrow.pause();

        appealAndAssert(0);
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Ruled);

        assertFindsNoDirtyTask(publisher, withSignature(""), 1);
    }

    function appealAndAssert(uint256 round) private {
        vm.warp(START + 100);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Appealed(task, _appellant, REASON);
        vm.prank(_appellant);
        escrow.appeal(publisher, terms, _appellant, REASON, "");

        assertState(task, Status.Appealed, worker, 1000, START + 100 + ARBITRATION_WINDOW, round, 6000);
    }

    function notAParty(address account) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAParty.selector, account, publisher, worker);
    }

    function message(address signer, uint256 key) private view returns (Message memory) {
        return Message(
            signer,
            key,
            "Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)",
            abi.encode(task, openedIn(task), worker, REASON)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.appeal, (publisher, terms, _appellant, REASON, signature));
    }

    function attempt() private view returns (address, bytes memory) {
        return (_appellant, withSignature(""));
    }
}
