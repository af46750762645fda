// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {EscrowTest} from "../support/EscrowTest.sol";

/// @notice Openings are told apart by their block, so no end and no reopening may share the opening's, whoever plays together.
contract OpenedThisBlockTest is EscrowTest {
    ITaskEscrow.Terms internal terms;
    bytes32 internal task;

    function setUp() public override {
        super.setUp();
        terms = appealTerms();
        task = fundAndDispute(terms);
        // As if everything up to the dispute had happened in the block of the opening.
        vm.roll(openedIn(task));
    }

    function test_rejectsTheRulingThatEnds() public {
        ITaskEscrow.Terms memory plain = ethTerms();
        bytes32 other = fundAndDispute(plain);
        uint256 openingBlock = openedIn(other);
        vm.roll(openingBlock);

        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_OpenedThisBlock.selector, other, openingBlock));
        vm.prank(arbiter);
        escrow.resolve(publisher, plain, 5000, REASON);
    }

    function test_rejectsTheDefault() public {
        vm.warp(block.timestamp + ARBITRATION_WINDOW + 1);

        expectOpenedThisBlock();
        escrow.executeDefault(publisher, terms);
    }

    function test_rejectsTheRulingsExecution() public {
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 5000, REASON);
        vm.warp(block.timestamp + APPEAL_WINDOW + 1);

        expectOpenedThisBlock();
        escrow.executeRuling(publisher, terms);
    }

    function test_rejectsTheAppealsDecision() public {
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 5000, REASON);
        vm.prank(worker);
        escrow.appeal(publisher, terms, worker, REASON, "");

        expectOpenedThisBlock();
        vm.prank(appealArbiter);
        escrow.resolveAppeal(publisher, terms, 5000, REASON);
    }

    function test_rejectsReleaseRefundAndLapse() public {
        ITaskEscrow.Terms memory plain = ethTerms();
        task = fundAndSubmit(plain);
        vm.roll(openedIn(task));
        vm.warp(block.timestamp + REVIEW_WINDOW + 1);
        expectOpenedThisBlock();
        escrow.release(publisher, plain);

        plain.content = keccak256("another");
        task = fundAndClaim(plain);
        vm.roll(openedIn(task));
        vm.warp(block.timestamp + WORK_WINDOW + 1);
        expectOpenedThisBlock();
        escrow.lapse(publisher, plain);
        vm.warp(block.timestamp + CLAIM_PERIOD + 1);
        expectOpenedThisBlock();
        escrow.refund(publisher, plain);
    }

    function expectOpenedThisBlock() private {
        vm.expectRevert(
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_OpenedThisBlock.selector, task, vm.getBlockNumber())
        );
    }
}
