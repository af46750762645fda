// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ExecuteDefaultTest is UnitTest {
    function test_legalOnlyWhileDisputed() public {
        assertLegalOnlyIn(DISPUTED, attempt);
    }

    function test_opensAfterTheArbitersWindow() public {
        begin(Status.Disputed);
        uint256 last = START + ARBITRATION_WINDOW;

        vm.warp(last - 1);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last + 1);
        assertAllowed(stranger, call());
    }

    function test_paysTheDefaultInEth() public {
        begin(Status.Disputed, ethTerms());
        passClock();

        executeAndAssertPaid();
    }

    function test_paysTheDefaultInTokens() public {
        begin(Status.Disputed, tokenTerms());
        passClock();

        executeAndAssertPaid();
    }

    function test_emitsResolved() public {
        begin(Status.Disputed);
        passClock();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Resolved(task, worker, DEFAULT_SHARE);
        vm.prank(stranger);
        escrow.executeDefault(publisher, terms);
    }

    function test_anybodyMay() public {
        begin(Status.Disputed);
        passClock();

        assertAnybodyMay(call());
    }

    function test_worksWhilePaused() public {
        begin(Status.Disputed);
        passClock();
        vm.prank(guardian);
        escrow.pause();

        executeAndAssertPaid();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Disputed);
        passClock();

        assertFindsNoDirtyTask(stranger, call(), 1);
    }

    function executeAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(stranger);
        escrow.executeDefault(publisher, terms);

        assertPaid(before, 0.4 ether, 0.615 ether, 0.01 ether);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.executeDefault, (publisher, terms));
    }

    function attempt() private returns (address, bytes memory) {
        passClock();
        return (stranger, call());
    }
}
