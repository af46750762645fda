// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract CancelTest is UnitTest {
    function test_legalOnlyWhileOpen() public {
        assertLegalOnlyIn(OPEN, attempt);
    }

    function test_returnsEverythingInEth() public {
        begin(Status.Open, ethTerms());

        cancelAndAssertPaid();
    }

    function test_returnsEverythingInTokens() public {
        begin(Status.Open, tokenTerms());

        cancelAndAssertPaid();
    }

    function test_returnsEverythingAfterTheDeadlineToo() public {
        begin(Status.Open);
        passClock();

        cancelAndAssertPaid();
    }

    function test_returnsEverythingAfterALapse() public {
        begin(Status.Claimed);
        vm.prank(worker);
        escrow.abandon(publisher, terms, "");
        assertRefused(publisher, call(), openedThisBlock());
        nextBlock();

        cancelAndAssertPaid();
    }

    function test_emitsCancelled() public {
        begin(Status.Open);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Cancelled(task);
        vm.prank(publisher);
        escrow.cancel(terms);
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Open);
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(publisher, call(), openedThisBlock());
    }

    function test_rejectsEverybodyButThePublisher() public {
        begin(Status.Open);

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == publisher) assertAllowed(publisher, call());
            else assertRefused(people[i], call(), wrongStatus(escrow.keyOf(people[i], terms), Status.None));
        }
    }

    function test_worksWhilePaused() public {
        begin(Status.Open);
        vm.prank(guardian);
        escrow.pause();

        cancelAndAssertPaid();
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Open);

        assertFindsNoDirtyTask(publisher, call(), 0);
    }

    function cancelAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(publisher);
        escrow.cancel(terms);

        assertPaid(before, 0, TOTAL, 0);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.cancel, (terms));
    }

    function attempt() private view returns (address, bytes memory) {
        return (publisher, call());
    }
}
