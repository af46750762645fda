// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract FundBatchTest is UnitTest {
    ITaskEscrow.Terms[] private _many;

    function setUp() public override {
        super.setUp();
        _many.push(ethTerms());
        _many.push(tokenTerms());
        _many.push(appealTerms());
    }

    function test_locksEveryRewardAndFee() public {
        uint256 ethBefore = publisher.balance;
        uint256 tokensBefore = token.balanceOf(publisher);

        for (uint256 i = 0; i < 3; ++i) {
            vm.expectEmit(address(escrow));
            emit ITaskEscrow.Funded(keyOf(_many[i]), publisher, _many[i]);
        }
        vm.prank(publisher);
        bytes32[] memory tasks = escrow.fundBatch{value: 2 * TOTAL}(_many);

        assertEq(tasks.length, 3);
        for (uint256 i = 0; i < 3; ++i) {
            assertEq(tasks[i], keyOf(_many[i]));
            assertState(tasks[i], Status.Open, address(0), 1000, START + CLAIM_PERIOD, 0, 0);
        }
        assertEq(address(escrow).balance, 2 * TOTAL);
        assertEq(publisher.balance, ethBefore - 2 * TOTAL);
        assertEq(token.balanceOf(address(escrow)), TOTAL);
        assertEq(token.balanceOf(publisher), tokensBefore - TOTAL);
    }

    function test_locksOne() public {
        _many.pop();
        _many.pop();

        vm.prank(publisher);
        bytes32[] memory tasks = escrow.fundBatch{value: TOTAL}(_many);

        assertEq(tasks.length, 1);
        assertEq(uint256(statusOf(tasks[0])), uint256(Status.Open));
    }

    function test_rejectsAnotherValueThanTheSum() public {
        uint256[4] memory values = [2 * TOTAL - 1, 2 * TOTAL + 1, 0, 3 * TOTAL];

        for (uint256 i = 0; i < 4; ++i) {
            assertBatchRefused(
                values[i], abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, values[i], 2 * TOTAL)
            );
        }
    }

    function test_rejectsAnEmptyList() public {
        delete _many;

        assertBatchRefused(0, abi.encodeWithSelector(ITaskEscrow.TaskEscrow_BatchMismatch.selector, 0, 0));
    }

    function test_rejectsTheSameTermsTwice() public {
        _many.push(_many[0]);

        assertBatchRefused(3 * TOTAL, wrongStatus(keyOf(_many[0]), Status.Open));
    }

    function test_fundsNoneIfOneIsRefused() public {
        _many[2].reward = 0;

        assertBatchRefused(2 * TOTAL, abi.encodeWithSelector(ITaskEscrow.TaskEscrow_ZeroReward.selector));

        assertEq(uint256(statusOf(keyOf(_many[0]))), uint256(Status.None));
        assertEq(token.balanceOf(address(escrow)), 0);
        assertEq(address(escrow).balance, 0);
    }

    function test_rejectsThePause() public {
        vm.prank(guardian);
        escrow.pause();

        assertBatchRefused(2 * TOTAL, abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector));
    }

    function test_rejectsDirtyFields() public {
        delete _many;
        _many.push(tokenTerms());
        bytes memory data = abi.encodeCall(ITaskEscrow.fundBatch, (_many));

        assertRefused(publisher, dirty(data, 3, 160), "");
        assertRefused(publisher, dirty(data, 4, 96), "");
        assertRefused(publisher, dirty(data, 5, 160), "");
        assertAllowed(publisher, data);
    }

    function assertBatchRefused(uint256 value, bytes memory refusal) private {
        vm.expectRevert(refusal);
        vm.prank(publisher);
        escrow.fundBatch{value: value}(_many);
    }
}
