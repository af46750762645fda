// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ExecuteRulingTest is UnitTest {
    function test_legalOnlyAfterARuling() public {
        assertLegalOnlyIn(RULED | APPEALED, attempt);
    }

    function test_opensAfterTheAppealWindow() public {
        begin(Status.Ruled);

        assertOpensAfter(START + APPEAL_WINDOW);
    }

    function test_opensAfterTheSecondArbitersWindow() public {
        begin(Status.Appealed);

        assertOpensAfter(START + ARBITRATION_WINDOW);
    }

    function test_paysTheRulingInEth() public {
        begin(Status.Ruled);
        passClock();

        executeAndAssertPaid();
    }

    function test_paysTheRulingInTokens() public {
        ITaskEscrow.Terms memory inTokens = appealTerms();
        inTokens.token = address(token);
        begin(Status.Ruled, inTokens);
        passClock();

        executeAndAssertPaid();
    }

    function test_paysTheFirstRulingIfTheSecondArbiterIsSilent() public {
        begin(Status.Appealed);
        passClock();

        executeAndAssertPaid();
    }

    function test_emitsResolved() public {
        begin(Status.Ruled);
        passClock();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Resolved(task, worker, 6000);
        vm.prank(stranger);
        escrow.executeRuling(publisher, terms);
    }

    function test_anybodyMay() public {
        begin(Status.Ruled);
        passClock();

        assertAnybodyMay(call());
    }

    function test_worksWhilePaused() public {
        begin(Status.Appealed);
        passClock();
        vm.prank(guardian);
        escrow.pause();

        executeAndAssertPaid();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Ruled);
        passClock();

        assertFindsNoDirtyTask(stranger, call(), 1);
    }

    function assertOpensAfter(uint256 last) private {
        vm.warp(last - 1);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last);
        assertRefused(stranger, call(), deadlineNotPassed(last));
        vm.warp(last + 1);
        assertAllowed(stranger, call());
    }

    function executeAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(stranger);
        escrow.executeRuling(publisher, terms);

        assertPaid(before, 0.6 ether, 0.41 ether, 0.015 ether);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.executeRuling, (publisher, terms));
    }

    function attempt() private returns (address, bytes memory) {
        passClock();
        return (stranger, call());
    }
}
