// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {AdversarialTest, Exit, Payout, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Refuser} from "./support/Receivers.sol";

/// @notice A publisher who wants the work without paying for it, or somebody else's money.
contract PublisherTest is AdversarialTest {
    bytes4 private constant WRONG_STATUS = ITaskEscrow.TaskEscrow_WrongStatus.selector;

    /// @dev Before the claim is on the chain the task is the publisher's to take back; the player has been promised
    /// nothing there. This is what work begun off the chain risks.
    function test_aCancellationInFrontOfAClaimWins() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        bytes memory consent = signClaim(workerKey, task, worker);
        Purse memory was = purseOf(ETH);

        assertAccepted(exitBy(Exit.Cancel, terms));
        assertRefused(
            by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, consent)),
            WRONG_STATUS
        );
        assertPaid(ETH, was, payoutOf(Exit.Cancel));
    }

    function test_aCancellationBehindAClaimIsRefused() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        uint256 start = vm.snapshotState();
        for (uint256 i = uint256(Status.Claimed); i <= uint256(Status.Appealed); ++i) {
            bringTo(Status(i), terms);
            Purse memory was = purseOf(ETH);
            assertRefused(by(publisher, abi.encodeCall(escrow.cancel, (terms))), WRONG_STATUS);
            assertUnmoved(ETH, was);
            vm.revertToState(start);
        }
    }

    /// @dev While the task is open the publisher may pay whom they like: a second account of their own gets the reward,
    /// the platform its fee, and the publisher has gained nothing.
    function test_payingOwnSecondAccountCostsTheFee() public {
        address second = makeAddr("second account");
        ITaskEscrow.Terms memory terms = ethTerms();
        fund(terms);
        uint256 had = publisher.balance;

        assertAccepted(by(publisher, abi.encodeCall(escrow.approveCompletion, (terms, second))));

        assertEq(second.balance, REWARD);
        assertEq(publisher.balance, had);
        assertEq(escrow.feesOf(ETH), FEE);
        assertEq(address(escrow).balance, FEE);
    }

    /// @dev From the claim on only the holder of the claim can be paid.
    function test_payingOwnSecondAccountBehindAClaimIsRefused() public {
        address second = makeAddr("second account");
        ITaskEscrow.Terms memory terms = appealTerms();
        uint256 start = vm.snapshotState();
        for (uint256 i = uint256(Status.Claimed); i <= uint256(Status.Appealed); ++i) {
            bytes32 task = bringTo(Status(i), terms);
            Purse memory was = purseOf(ETH);
            bytes4 problem = ITaskEscrow.TaskEscrow_NotTheWorker.selector;
            assertRefused(by(publisher, abi.encodeCall(escrow.approveCompletion, (terms, second))), problem);
            bytes32 agreement = settlementHash(task, second, 10_000, FOREVER);
            bytes memory own = sign(publisherKey, agreement);
            assertRefused(
                by(publisher, abi.encodeCall(escrow.settle, (publisher, terms, second, 10_000, FOREVER, own, own))),
                problem
            );
            assertUnmoved(ETH, was);
            vm.revertToState(start);
        }
    }

    /// @dev Publisher and worker in one person: they can only move their own money, and pay the fee for it.
    function test_selfDealingGainsNothing() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        uint256 had = publisher.balance;
        bytes32 task = fund(terms);
        claim(task, publisher, publisherKey);
        vm.prank(publisher);
        escrow.submitWork(task, EVIDENCE, "");
        vm.warp(escrow.stateOf(task).clock + 1);
        escrow.release(publisher, terms);

        assertEq(publisher.balance, had - FEE);
        assertEq(escrow.feesOf(ETH), FEE);
        assertEq(address(escrow).balance, FEE);
    }

    /// @dev A settlement with oneself at nothing is a cancellation: the fee is earned by work only.
    function test_selfSettlingIsACancellation() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        uint256 had = publisher.balance;
        fund(terms);

        assertAccepted(
            by(publisher, abi.encodeCall(escrow.settle, (publisher, terms, publisher, 0, FOREVER, bytes(""), "")))
        );

        assertEq(publisher.balance, had);
        assertEq(address(escrow).balance, 0);
        assertEq(escrow.feesOf(ETH), 0);
    }

    function test_aPublisherCannotSettleAlone() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndSubmit(terms);
        bytes memory own = sign(publisherKey, settlementHash(task, worker, 0, FOREVER));
        Purse memory was = purseOf(ETH);

        assertRefused(
            by(publisher, abi.encodeCall(escrow.settle, (publisher, terms, worker, 0, FOREVER, own, own))),
            ITaskEscrow.TaskEscrow_InvalidSignature.selector
        );
        assertUnmoved(ETH, was);
    }

    /// @dev The last second of the review is still the publisher's: a dispute then puts off the pay by the arbiter's
    /// time, and, with the arbiter silent, cuts it to the default share.
    function test_aDisputeAtTheLastSecondPutsOffThePayByTheArbitersTime() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndSubmit(terms);
        vm.warp(escrow.stateOf(task).clock);
        Purse memory was = purseOf(ETH);
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");

        assertEq(escrow.stateOf(task).clock, block.timestamp + ARBITRATION_WINDOW);
        assertRefused(exitBy(Exit.Release, terms), WRONG_STATUS);
        vm.warp(escrow.stateOf(task).clock + 1);
        assertAccepted(exitBy(Exit.ExecuteDefault, terms));
        assertPaid(ETH, was, payoutOf(Exit.ExecuteDefault));
    }

    function test_aDisputeOneSecondLateIsRefusedAndThePayReleased() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndSubmit(terms);
        vm.warp(escrow.stateOf(task).clock + 1);
        Purse memory was = purseOf(ETH);

        bytes4 passed = ITaskEscrow.TaskEscrow_DeadlinePassed.selector;
        assertRefused(
            by(publisher, abi.encodeCall(escrow.dispute, (publisher, terms, publisher, REASON, bytes("")))), passed
        );
        assertRefused(
            by(publisher, abi.encodeCall(escrow.requestRevision, (publisher, terms, REASON, bytes("")))), passed
        );
        assertAccepted(exitBy(Exit.Release, terms));
        assertPaid(ETH, was, payoutOf(Exit.Release));
    }

    /// @dev Every revision at the last second of the review, then silence. The worker, who answers at once, waits
    /// sixteen review windows and is paid in full.
    function test_revisionSpamEndsInTheWholePay() public {
        PolicyFields memory fields = fairPolicy();
        fields.maxRevisions = escrow.limits().maxRevisions;
        ITaskEscrow.Terms memory terms = termsWith(fields);
        bytes32 task = fundAndSubmit(terms);
        Purse memory was = purseOf(ETH);
        uint256 submittedAt = block.timestamp;
        for (uint256 i = 0; i < fields.maxRevisions; ++i) {
            vm.warp(escrow.stateOf(task).clock);
            vm.prank(publisher);
            escrow.requestRevision(publisher, terms, REASON, "");
            submit(task);
        }
        assertRefused(
            by(publisher, abi.encodeCall(escrow.requestRevision, (publisher, terms, REASON, bytes("")))),
            ITaskEscrow.TaskEscrow_NoRevisionLeft.selector
        );
        vm.warp(escrow.stateOf(task).clock + 1);
        assertAccepted(exitBy(Exit.Release, terms));

        assertEq(block.timestamp - submittedAt, 16 * REVIEW_WINDOW + 1);
        assertPaid(ETH, was, payoutOf(Exit.Release));
    }

    /// @dev The worker need not bear the spam: a dispute is open in every round, before the clock runs out.
    function test_revisionSpamIsCutShortByADispute() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndAskRevision(terms);
        Purse memory was = purseOf(ETH);
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");

        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 10_000, REASON))));
        assertPaid(ETH, was, payoutAt(10_000));
    }

    /// @dev KNOWN LIMIT. The terms name the second arbiter: a publisher who names itself, or a friend, wins every appeal.
    /// Who claims has accepted the terms; the assigner's consent is the defence, the contract has none.
    function test_aHostileAppealArbiterTakesTheReward() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        terms.appealArbiter = publisher;
        fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 10_000, REASON);
        vm.startPrank(publisher);
        escrow.appeal(publisher, terms, publisher, REASON, "");
        escrow.resolveAppeal(publisher, terms, 0, REASON);
        vm.stopPrank();

        assertPaid(ETH, was, payoutAt(0));
    }

    /// @dev Terms that never reach a ruling for want of a first arbiter's word do not reach the hostile second either.
    function test_aHostileAppealArbiterHasNoWordBeforeAnAppeal() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        terms.appealArbiter = publisher;
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < uint256(Status.Appealed); ++i) {
            bringTo(Status(i), terms);
            Purse memory was = purseOf(ETH);
            assertRefused(
                by(publisher, abi.encodeCall(escrow.resolveAppeal, (publisher, terms, 0, REASON))), WRONG_STATUS
            );
            assertUnmoved(ETH, was);
            vm.revertToState(start);
        }
    }

    /// @dev The same terms of another publisher are another task: a copied funding neither blocks nor shares the first.
    function test_aFrontRunFundingIsAnotherTask() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        vm.deal(stranger, 10 ether);
        vm.prank(stranger);
        bytes32 copy = escrow.fund{value: TOTAL}(terms);

        bytes32 task = fund(terms);

        assertNotEq(task, copy);
        Purse memory was = purseOf(ETH);
        assertAccepted(by(stranger, abi.encodeCall(escrow.cancel, (terms))));
        assertStatus(task, Status.Open);
        assertEq(publisher.balance, was.publisher);
        assertEq(stranger.balance, 10 ether);
        assertEq(address(escrow).balance, TOTAL);
    }

    function test_termsCannotBeFundedTwiceAtOnce() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fund(terms);
        vm.prank(publisher);
        vm.expectPartialRevert(WRONG_STATUS);
        escrow.fund{value: TOTAL}(terms);
        assertEq(address(escrow).balance, TOTAL);
    }

    /// @dev KNOWN LIMIT. A dispute right behind the claim stops the submission: the work can only be shown to the arbiter
    /// off the chain. With the arbiter silent the worker has the default share, whatever was done.
    function test_aDisputeRightBehindTheClaimStopsTheSubmission() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        Purse memory was = purseOf(ETH);
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");
        assertRefused(
            by(worker, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, bytes(""))),
            WRONG_STATUS
        );
        vm.warp(escrow.stateOf(task).clock + 1);

        assertAccepted(exitBy(Exit.ExecuteDefault, terms));
        assertPaid(ETH, was, payoutOf(Exit.ExecuteDefault));
    }

    // Batches

    /// @dev All or none: one bad item costs the batch, and no money. Without it the rest goes through.
    function test_oneBadItemFailsABatchOfApprovals() public {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](3);
        address[] memory workers = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            list[i] = ethTerms();
            list[i].content = bytes32(i + 1);
            workers[i] = worker;
            fundAndSubmit(list[i]);
        }
        workers[1] = otherWorker;
        Purse memory was = purseOf(ETH);
        assertRefused(
            by(publisher, abi.encodeCall(escrow.approveCompletionBatch, (list, workers))),
            ITaskEscrow.TaskEscrow_NotTheWorker.selector
        );
        assertUnmoved(ETH, was);

        workers[1] = worker;
        list[1] = list[0];
        assertRefused(by(publisher, abi.encodeCall(escrow.approveCompletionBatch, (list, workers))), WRONG_STATUS);
        assertUnmoved(ETH, was);
    }

    /// @dev A worker who refuses its pay in the midst of a batch gets a credit: it cannot fail the others.
    function test_oneRefusingWorkerDoesNotFailABatch() public {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](3);
        address[] memory workers = new address[](3);
        for (uint256 i = 0; i < 3; ++i) {
            list[i] = ethTerms();
            list[i].content = bytes32(i + 1);
            workers[i] = worker;
            fundAndSubmit(list[i]);
        }
        vm.etch(worker, address(new Refuser()).code);
        Purse memory was = purseOf(ETH);

        assertAccepted(by(publisher, abi.encodeCall(escrow.approveCompletionBatch, (list, workers))));

        assertPaid(ETH, was, Payout(3 * uint256(REWARD), 0, 3 * FEE), true, false);
    }

    /// @dev A worker who gives its claim back in front of a batch fails it, once and at the price of its own pay: in the
    /// next block the same batch goes through.
    function test_aClaimGivenBackInFrontOfABatchFailsItForOneBlock() public {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](2);
        address[] memory workers = new address[](2);
        for (uint256 i = 0; i < 2; ++i) {
            list[i] = ethTerms();
            list[i].content = bytes32(i + 1);
            workers[i] = worker;
        }
        fundAndSubmit(list[0]);
        fundAndClaim(list[1]);
        Purse memory was = purseOf(ETH);
        vm.prank(worker);
        escrow.abandon(publisher, list[1], "");
        Transaction memory batch = by(publisher, abi.encodeCall(escrow.approveCompletionBatch, (list, workers)));
        assertRefused(batch, ITaskEscrow.TaskEscrow_OpenedThisBlock.selector);
        assertUnmoved(ETH, was);

        nextBlock();
        assertAccepted(batch);
        assertPaid(ETH, was, Payout(2 * uint256(REWARD), 0, 2 * FEE));
    }

    function test_aBatchPaysForEveryTaskOfIt() public {
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](2);
        list[0] = ethTerms();
        list[1] = ethTerms();
        list[1].content = bytes32("second");
        vm.startPrank(publisher);
        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, TOTAL, 2 * TOTAL));
        escrow.fundBatch{value: TOTAL}(list);
        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, 3 * TOTAL, 2 * TOTAL));
        escrow.fundBatch{value: 3 * TOTAL}(list);
        list[1] = list[0];
        vm.expectPartialRevert(WRONG_STATUS);
        escrow.fundBatch{value: 2 * TOTAL}(list);
        vm.stopPrank();
        assertEq(address(escrow).balance, 0);
    }
}
