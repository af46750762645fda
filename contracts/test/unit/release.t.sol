// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ReleaseTest is UnitTest {
    function test_legalOnlyWhileSubmitted() public {
        assertLegalOnlyIn(SUBMITTED, attempt);
    }

    function test_opensAfterTheReviewWindow() public {
        begin(Status.Submitted);
        uint256 last = START + REVIEW_WINDOW;

        vm.warp(last - 1);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last + 1);
        assertAllowed(stranger, call());
    }

    function test_paysTheWholeRewardInEth() public {
        begin(Status.Submitted, ethTerms());
        passClock();

        releaseAndAssertPaid();
    }

    function test_paysTheWholeRewardInTokens() public {
        begin(Status.Submitted, tokenTerms());
        passClock();

        releaseAndAssertPaid();
    }

    function test_emitsReleased() public {
        begin(Status.Submitted);
        passClock();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Released(task, worker);
        vm.prank(stranger);
        escrow.release(publisher, terms);
    }

    function test_anybodyMay() public {
        begin(Status.Submitted);
        passClock();

        assertAnybodyMay(call());
    }

    function test_worksWhilePaused() public {
        begin(Status.Submitted);
        passClock();
        vm.prank(guardian);
        escrow.pause();

        releaseAndAssertPaid();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Submitted);
        passClock();

        assertFindsNoDirtyTask(stranger, call(), 1);
    }

    function releaseAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(stranger);
        escrow.release(publisher, terms);

        assertPaid(before, REWARD, 0, FEE);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.release, (publisher, terms));
    }

    function attempt() private returns (address, bytes memory) {
        passClock();
        return (stranger, call());
    }
}
