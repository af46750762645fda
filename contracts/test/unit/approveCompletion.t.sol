// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "./UnitTest.sol";

contract ApproveCompletionTest is UnitTest {
    function test_legalOnlyBeforeTheEnd() public {
        assertLegalOnlyIn(~NONE, attempt);
    }

    function test_paysTheWholeRewardInEth() public {
        begin(Status.Submitted, ethTerms());

        approveAndAssertPaid();
    }

    function test_paysTheWholeRewardInTokens() public {
        begin(Status.Submitted, tokenTerms());

        approveAndAssertPaid();
    }

    function test_paysTheWholeRewardFromEveryStatus() public {
        for (uint256 i = 1; i < 8; ++i) {
            ITaskEscrow.Terms memory each = appealTerms();
            each.content = bytes32(i);
            begin(Status(i), each);

            approveAndAssertPaid();
        }
    }

    function test_paysLongAfterEveryClock() public {
        begin(Status.Submitted);
        vm.warp(block.timestamp + 3650 days);

        approveAndAssertPaid();
    }

    function test_emitsApproved() public {
        begin(Status.Submitted);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(task, worker);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
    }

    function test_paysWhomThePublisherNamesWhileOpen() public {
        begin(Status.Open);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(task, stranger);
        vm.prank(publisher);
        escrow.approveCompletion(terms, stranger);

        assertEq(stranger.balance, REWARD);
        assertEq(escrow.feesOf(ETH), FEE);
        assertEnded(task);
    }

    function test_rejectsNobodyAndTheEscrowWhileOpen() public {
        begin(Status.Open);

        assertRefused(publisher, callFor(address(0)), invalidWorker(address(0)));
        assertRefused(publisher, callFor(address(escrow)), invalidWorker(address(escrow)));
    }

    function test_rejectsWhoeverDoesNotHoldTheClaim() public {
        for (uint256 i = 2; i < 8; ++i) {
            ITaskEscrow.Terms memory each = appealTerms();
            each.content = bytes32(i);
            begin(Status(i), each);

            assertRefused(publisher, callFor(otherWorker), notTheWorker(otherWorker));
            assertRefused(publisher, callFor(address(0)), notTheWorker(address(0)));
            assertRefused(publisher, callFor(address(escrow)), notTheWorker(address(escrow)));
        }
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Open);
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(publisher, callFor(worker), openedThisBlock());
        vm.roll(vm.getBlockNumber() + 1);
        assertAllowed(publisher, callFor(worker));
    }

    function test_rejectsTheBlockOfTheOpeningWithALongBlockNumber() public {
        vm.roll(2 ** 32 + 5);
        begin(Status.Open);
        vm.roll(2 ** 32 + 5);

        assertEq(escrow.stateOf(task).openedIn, 5);
        assertRefused(publisher, callFor(worker), openedThisBlock());
        vm.roll(2 ** 32 + 4);
        assertAllowed(publisher, callFor(worker));
    }

    function test_rejectsEverybodyButThePublisher() public {
        begin(Status.Submitted);

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == publisher) assertAllowed(publisher, callFor(worker));
            else assertRefused(people[i], callFor(worker), wrongStatus(escrow.keyOf(people[i], terms), Status.None));
        }
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Submitted);

        assertFindsNoDirtyTask(publisher, callFor(worker), 0);
    }

    function test_worksWhilePaused() public {
        begin(Status.Submitted);
        vm.prank(guardian);
        escrow.pause();

        approveAndAssertPaid();
    }

    function test_booksNoFeeAtRateZero() public {
        begin(Status.Submitted, termsWith(withoutFee()));
        Balances memory before = balances();

        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);

        assertPaid(before, REWARD, 0, 0);
    }

    function test_sameTermsCanBeFundedAgain() public {
        begin(Status.Submitted);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
        nextBlock();

        bytes32 again = fund(terms);

        assertEq(again, task);
        assertState(task, Status.Open, address(0), vm.getBlockNumber() - 1, terms.policy.claimDeadline(), 0, 0);
    }

    function approveAndAssertPaid() private {
        Balances memory before = balances();

        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);

        assertPaid(before, REWARD, 0, FEE);
    }

    function withoutFee() private view returns (PolicyFields memory fields) {
        fields = fairPolicy();
        fields.feeRate = 0;
    }

    function invalidWorker(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidWorker.selector, account);
    }

    function notTheWorker(address account) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotTheWorker.selector, account, worker);
    }

    function callFor(address account) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.approveCompletion, (terms, account));
    }

    function attempt() private view returns (address, bytes memory) {
        return (publisher, callFor(worker));
    }
}
