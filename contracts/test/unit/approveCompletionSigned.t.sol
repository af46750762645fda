// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ApproveCompletionSignedTest is UnitTest {
    function test_legalOnlyBeforeTheEnd() public {
        assertLegalOnlyIn(~NONE, attempt);
    }

    function test_paysTheWholeRewardInEth() public {
        begin(Status.Submitted, ethTerms());

        carryAndAssertPaid();
    }

    function test_paysTheWholeRewardInTokens() public {
        begin(Status.Submitted, tokenTerms());

        carryAndAssertPaid();
    }

    function test_emitsApproved() public {
        begin(Status.Claimed);
        bytes memory signature = sign(publisherKey, approvalHash(task, worker));

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Approved(task, worker);
        vm.prank(relayer);
        escrow.approveCompletionSigned(publisher, terms, worker, signature);
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Submitted);

        assertAnybodyMay(withSignature(sign(publisherKey, approvalHash(task, worker))));
    }

    function test_bindsTheSignature() public {
        begin(Status.Submitted);

        assertBinds(relayer, message(), withSignature);
    }

    function test_bindsTheSignatureWhileOpen() public {
        begin(Status.Open);

        assertBinds(relayer, message(), withSignature);
    }

    function test_asksThePublisherForASignatureToo() public {
        begin(Status.Submitted);

        assertRefused(publisher, withSignature(""), invalidSignature(publisher, approvalHash(task, worker)));
    }

    function test_rejectsAnApprovalOfAnotherWorker() public {
        begin(Status.Submitted);
        bytes memory data = abi.encodeCall(
            ITaskEscrow.approveCompletionSigned,
            (publisher, terms, otherWorker, sign(publisherKey, approvalHash(task, otherWorker)))
        );

        assertRefused(
            relayer, data, abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotTheWorker.selector, otherWorker, worker)
        );
    }

    function test_rejectsNobodyAndTheEscrowWhileOpen() public {
        begin(Status.Open);
        address[2] memory nobodies = [address(0), address(escrow)];

        for (uint256 i = 0; i < 2; ++i) {
            bytes memory signature = sign(publisherKey, approvalHash(task, nobodies[i]));
            bytes memory data =
                abi.encodeCall(ITaskEscrow.approveCompletionSigned, (publisher, terms, nobodies[i], signature));
            assertRefused(
                relayer, data, abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidWorker.selector, nobodies[i])
            );
        }
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Claimed);
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(relayer, withSignature(sign(publisherKey, approvalHash(task, worker))), openedThisBlock());
    }

    function test_rejectsAnApprovalFromBeforeALapse() public {
        begin(Status.Claimed);
        bytes memory signature = sign(publisherKey, approvalHash(task, worker));
        vm.prank(worker);
        escrow.abandon(publisher, terms, "");
        nextBlock();

        assertRefused(relayer, withSignature(signature), invalidSignature(publisher, approvalHash(task, worker)));
    }

    function test_worksWhilePaused() public {
        begin(Status.Submitted);
        vm.prank(guardian);
        escrow.pause();

        carryAndAssertPaid();
    }

    function carryAndAssertPaid() private {
        Balances memory before = balances();
        bytes memory signature = sign(publisherKey, approvalHash(task, worker));

        vm.prank(relayer);
        escrow.approveCompletionSigned(publisher, terms, worker, signature);

        assertPaid(before, REWARD, 0, FEE);
    }

    function message() private view returns (Message memory) {
        return Message(
            publisher,
            publisherKey,
            "Approval(bytes32 task,uint256 openedIn,address worker)",
            abi.encode(task, openedIn(task), worker)
        );
    }

    function withSignature(bytes memory signature) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.approveCompletionSigned, (publisher, terms, worker, signature));
    }

    function attempt() private view returns (address, bytes memory) {
        return (relayer, withSignature(sign(publisherKey, approvalHash(task, worker))));
    }
}
