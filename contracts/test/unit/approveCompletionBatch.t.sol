// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ApproveCompletionBatchTest is UnitTest {
    ITaskEscrow.Terms[] private _many;
    bytes32[] private _tasks;
    address[] private _workers;

    function test_paysEveryTask() public {
        beginMany();
        uint256 workerBefore = worker.balance;
        uint256 tokensBefore = token.balanceOf(worker);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(_tasks[0], worker);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(_tasks[1], worker);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(_tasks[2], otherWorker);
        vm.prank(publisher);
        escrow.approveCompletionBatch(_many, _workers);

        assertEq(worker.balance, workerBefore + REWARD);
        assertEq(token.balanceOf(worker), tokensBefore + REWARD);
        assertEq(otherWorker.balance, REWARD);
        assertEq(escrow.feesOf(ETH), 2 * FEE);
        assertEq(escrow.feesOf(address(token)), FEE);
        assertEq(address(escrow).balance, 2 * FEE);
        assertEq(token.balanceOf(address(escrow)), FEE);
        for (uint256 i = 0; i < 3; ++i) {
            assertEnded(_tasks[i]);
        }
    }

    function test_paysNoneIfOneIsRefused() public {
        beginMany();
        _workers[2] = address(0);

        assertRefused(
            publisher, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidWorker.selector, address(0))
        );
        for (uint256 i = 0; i < 3; ++i) {
            assertNotEq(rawWord(_tasks[i]), 0);
        }
    }

    function test_rejectsTheSameTaskTwice() public {
        beginMany();
        _many.push(_many[0]);
        _workers.push(_workers[0]);

        assertRefused(publisher, call(), wrongStatus(_tasks[0], Status.None));
    }

    function test_rejectsEmptyLists() public {
        assertRefused(publisher, call(), mismatch(0, 0));
    }

    function test_rejectsListsOfDifferentLengths() public {
        beginMany();

        _workers.pop();
        assertRefused(publisher, call(), mismatch(3, 2));
        _workers.push(otherWorker);
        _workers.push(otherWorker);
        assertRefused(publisher, call(), mismatch(3, 4));
        delete _many;
        assertRefused(publisher, call(), mismatch(0, 4));
    }

    function test_rejectsEverybodyButThePublisher() public {
        beginMany();

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == publisher) assertAllowed(publisher, call());
            else assertRefused(people[i], call(), wrongStatus(escrow.keyOf(people[i], _many[0]), Status.None));
        }
    }

    function test_rejectsEndedTasks() public {
        begin(Status.None);
        _many.push(terms);
        _workers.push(worker);

        assertRefused(publisher, call(), wrongStatus(Status.None));
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Open);
        vm.roll(vm.getBlockNumber() - 1);
        _many.push(terms);
        _workers.push(worker);

        assertRefused(publisher, call(), openedThisBlock());
    }

    function test_worksWhilePaused() public {
        beginMany();
        vm.prank(guardian);
        escrow.pause();

        assertAllowed(publisher, call());
    }

    /// @dev A submitted task in ETH, a claimed one in tokens, an open one in ETH.
    function beginMany() private {
        begin(Status.Submitted, ethTerms());
        add(worker);
        begin(Status.Claimed, tokenTerms());
        add(worker);
        ITaskEscrow.Terms memory third = ethTerms();
        third.content = "third";
        begin(Status.Open, third);
        add(otherWorker);
    }

    function add(address account) private {
        _many.push(terms);
        _tasks.push(task);
        _workers.push(account);
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.approveCompletionBatch, (_many, _workers));
    }

    function mismatch(uint256 tasks, uint256 workers) private pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_BatchMismatch.selector, tasks, workers);
    }
}
