// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {Exit, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Message, SignedTest} from "./support/SignedTest.sol";

/// @notice The platform's own people turn against the parties.
contract RolesTest is SignedTest {
    bytes4 private constant WRONG_STATUS = ITaskEscrow.TaskEscrow_WrongStatus.selector;
    bytes4 private constant PASSED = ITaskEscrow.TaskEscrow_DeadlinePassed.selector;
    bytes4 private constant NOT_PASSED = ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector;

    // The assigner

    /// @dev A puppet holds the claim until the work window has passed, and the next puppet follows, the last one at the
    /// last second of the claim deadline. The publisher has everything back one work window and a second later.
    function test_puppetsLockATaskUntilTheDeadlineAndOneWorkWindow() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        uint256 deadline = terms.policy.claimDeadline();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        while (block.timestamp + WORK_WINDOW + 1 < deadline) {
            claim(task, otherWorker, otherWorkerKey);
            assertRefused(exitBy(Exit.Cancel, terms), WRONG_STATUS);
            vm.warp(escrow.stateOf(task).clock + 1);
            nextBlock();
            escrow.lapse(publisher, terms);
            nextBlock();
        }
        vm.warp(deadline);
        claim(task, otherWorker, otherWorkerKey);
        assertRefused(by(stranger, abi.encodeCall(escrow.refund, (publisher, terms))), NOT_PASSED);
        vm.warp(deadline + WORK_WINDOW);
        assertRefused(by(stranger, abi.encodeCall(escrow.refund, (publisher, terms))), NOT_PASSED);
        vm.warp(deadline + WORK_WINDOW + 1);
        assertAccepted(by(stranger, abi.encodeCall(escrow.refund, (publisher, terms))));

        assertEq(block.timestamp - START, CLAIM_PERIOD + WORK_WINDOW + 1);
        assertPaid(ETH, was, payoutOf(Exit.Refund));
        assertEq(otherWorker.balance, 0);
    }

    /// @dev The publisher slips through between two puppets: whatever block has the task open takes the cancellation.
    function test_thePublisherCancelsBetweenTwoPuppets() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        claim(task, otherWorker, otherWorkerKey);
        vm.warp(escrow.stateOf(task).clock + 1);
        assertAccepted(by(publisher, abi.encodeCall(escrow.lapse, (publisher, terms))));
        nextBlock();

        assertAccepted(exitBy(Exit.Cancel, terms));
        assertPaid(ETH, was, payoutOf(Exit.Cancel));
    }

    /// @dev KNOWN LIMIT. In the block that reopens a task the publisher may not cancel yet, but the assigner may assign:
    /// a hostile assigner that lapses and assigns in one block leaves no block between two puppets. The claim deadline
    /// still ends it.
    function test_puppetsWithoutABlockBetweenThemEndAtTheDeadlineAllTheSame() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        uint256 deadline = terms.policy.claimDeadline();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        claim(task, otherWorker, otherWorkerKey);
        for (uint256 i = 0; i < 5; ++i) {
            nextBlock();
            vm.prank(otherWorker);
            escrow.abandon(publisher, terms, "");
            assertRefused(exitBy(Exit.Cancel, terms), ITaskEscrow.TaskEscrow_OpenedThisBlock.selector);
            claim(task, otherWorker, otherWorkerKey);
        }
        vm.warp(deadline + WORK_WINDOW + 1);
        nextBlock();
        assertAccepted(by(stranger, abi.encodeCall(escrow.refund, (publisher, terms))));
        assertPaid(ETH, was, payoutOf(Exit.Refund));
    }

    /// @dev A puppet's junk is paid to it only if the publisher looks away for the whole review window.
    function test_aPuppetsJunkIsNotPaidIfThePublisherLooks() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        claim(task, otherWorker, otherWorkerKey);
        vm.warp(escrow.stateOf(task).clock);
        submit(task);
        vm.prank(publisher);
        escrow.dispute(publisher, terms, publisher, REASON, "");

        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))));
        assertPaid(ETH, was, payoutAt(0));
        assertEq(otherWorker.balance, 0);
    }

    function test_theAssignerClaimsForNobodyWithoutTheirSignature() public {
        bytes32 task = fund(ethTerms());
        bytes memory own = signClaim(assignerKey, task, worker);
        assertRefused(
            by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, own)),
            ITaskEscrow.TaskEscrow_InvalidSignature.selector
        );
        assertStatus(task, Status.Open);
    }

    // Everybody at everything

    /// @dev Every role, and nobody in particular, tries every verb in every status with no signature but their own word.
    /// Left out is what is their office: the arbiters' decisions.
    function test_noRoleMovesATasksMoney() public {
        address[7] memory people = [admin, assigner, arbiter, appealArbiter, guardian, treasury, stranger];
        uint256 start = vm.snapshotState();
        for (uint256 status = 0; status < 8; ++status) {
            ITaskEscrow.Terms memory terms = appealTerms();
            bytes32 task = bringTo(Status(status), terms);
            Purse memory was = purseOf(ETH);
            bytes[] memory verbs = unsignedVerbs(terms);
            for (uint256 i = 0; i < people.length; ++i) {
                for (uint256 j = 0; j < verbs.length; ++j) {
                    if (people[i] == arbiter && j == 0 && Status(status) == Status.Disputed) continue;
                    if (people[i] == appealArbiter && j == 1 && Status(status) == Status.Appealed) continue;
                    (bool ok,) = send(by(people[i], verbs[j]), PLENTY);
                    assertFalse(ok, "a role moved a task");
                }
            }
            assertUnmoved(ETH, was);
            assertStatus(task, Status(status));
            vm.revertToState(start);
        }
    }

    function unsignedVerbs(ITaskEscrow.Terms memory terms) private view returns (bytes[] memory verbs) {
        bytes32 task = keyOf(terms);
        bytes memory none = "";
        verbs = new bytes[](19);
        verbs[0] = abi.encodeCall(escrow.resolve, (publisher, terms, 10_000, REASON));
        verbs[1] = abi.encodeCall(escrow.resolveAppeal, (publisher, terms, 10_000, REASON));
        verbs[2] = abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, none);
        verbs[3] =
            abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", task, worker, bytes32(0), bytes32(0));
        verbs[4] = abi.encodeCall(escrow.claim, (task, worker, FOREVER, none, none));
        verbs[5] = abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, none);
        verbs[6] = abi.encodeCall(escrow.requestRevision, (publisher, terms, REASON, none));
        verbs[7] = abi.encodeCall(escrow.abandon, (publisher, terms, none));
        verbs[8] = abi.encodeCall(escrow.lapse, (publisher, terms));
        verbs[9] = abi.encodeCall(escrow.dispute, (publisher, terms, publisher, REASON, none));
        verbs[10] = abi.encodeCall(escrow.dispute, (publisher, terms, worker, REASON, none));
        verbs[11] = abi.encodeCall(escrow.appeal, (publisher, terms, worker, REASON, none));
        verbs[12] = abi.encodeCall(escrow.approveCompletion, (terms, worker));
        verbs[13] = abi.encodeCall(escrow.approveCompletionSigned, (publisher, terms, worker, none));
        verbs[14] = abi.encodeCall(escrow.settle, (publisher, terms, worker, 10_000, FOREVER, none, none));
        verbs[15] = abi.encodeCall(escrow.cancel, (terms));
        verbs[16] = abi.encodeCall(escrow.refund, (publisher, terms));
        verbs[17] = abi.encodeCall(escrow.release, (publisher, terms));
        verbs[18] = abi.encodeCall(escrow.executeDefault, (publisher, terms));
    }

    // The arbiters

    /// @dev Without an appeal window the arbiter's word is final; it can be 100:0 against the facts, and goes to a party.
    function test_anUnjustRulingWithoutAppealGoesToAPartyAndNobodyElse() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        uint256 disputed = vm.snapshotState();
        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 10_000, REASON))));
        assertPaid(ETH, was, payoutAt(10_000));
        vm.revertToState(disputed);
        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))));
        assertPaid(ETH, was, payoutAt(0));
    }

    function test_anUnjustRulingIsUndoneByAnAppeal() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        fundAndRule(terms, 0);
        Purse memory was = purseOf(ETH);
        vm.prank(worker);
        escrow.appeal(publisher, terms, worker, REASON, "");

        assertAccepted(exitBy(Exit.ResolveAppeal, terms));
        assertPaid(ETH, was, payoutAt(FINAL_SHARE));
    }

    function test_anArbiterRulesWithinTheWholeAndOnce() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        bytes32 task = fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        assertRefused(
            by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 10_001, REASON))),
            ITaskEscrow.TaskEscrow_ShareTooHigh.selector
        );
        assertRefused(
            by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, type(uint256).max, REASON))),
            ITaskEscrow.TaskEscrow_ShareTooHigh.selector
        );
        assertAccepted(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))));
        assertRefused(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 10_000, REASON))), WRONG_STATUS);
        assertStatus(task, Status.Ruled);
        assertUnmoved(ETH, was);
    }

    function test_aSilentOrLateArbiterLeavesTheDefault() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        vm.warp(escrow.stateOf(task).clock + 1);

        assertRefused(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))), PASSED);
        assertAccepted(exitBy(Exit.ExecuteDefault, terms));
        assertPaid(ETH, was, payoutOf(Exit.ExecuteDefault));
    }

    /// @dev KNOWN LIMIT. There is an appeal from a ruling, and none from the silence of who should have ruled.
    function test_thereIsNoAppealFromASilentArbiter() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        bytes32 task = fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        vm.warp(escrow.stateOf(task).clock + 1);

        assertRefused(
            by(worker, abi.encodeCall(escrow.appeal, (publisher, terms, worker, REASON, bytes("")))), WRONG_STATUS
        );
        assertAccepted(exitBy(Exit.ExecuteDefault, terms));
        assertPaid(ETH, was, payoutAt(DEFAULT_SHARE));
    }

    function test_aSilentOrLateSecondArbiterLeavesTheRuling() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        bytes32 task = fundAndAppeal(terms, APPEALED_SHARE);
        Purse memory was = purseOf(ETH);
        assertRefused(
            by(appealArbiter, abi.encodeCall(escrow.resolveAppeal, (publisher, terms, 10_001, REASON))),
            ITaskEscrow.TaskEscrow_ShareTooHigh.selector
        );
        assertRefused(exitBy(Exit.ExecuteRuling, terms), NOT_PASSED);
        vm.warp(escrow.stateOf(task).clock + 1);

        assertRefused(exitBy(Exit.ResolveAppeal, terms), PASSED);
        assertAccepted(exitBy(Exit.ExecuteRuling, terms));
        assertPaid(ETH, was, payoutAt(APPEALED_SHARE));
    }

    // The guardian

    /// @dev Paused for ever: every exit pays as it did, every step towards it is open, only the entry is shut.
    function test_everyExitIsOpenWhilePaused() public {
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < EXITS; ++i) {
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), ETH);
            bytes32 task = prepare(Exit(i), terms);
            vm.prank(guardian);
            escrow.pause();
            Purse memory was = purseOf(ETH);

            assertAccepted(exitBy(Exit(i), terms));

            assertPaid(ETH, was, payoutOf(Exit(i)));
            assertStatus(task, Status.None);
            vm.revertToState(start);
        }
    }

    function test_everyMessageButTheClaimsIsCarriedWhilePaused() public {
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < MESSAGES; ++i) {
            ITaskEscrow.Terms memory terms = appealTerms();
            bytes32 task = bringTo(statusFor(Message(i)), terms);
            vm.prank(guardian);
            escrow.pause();
            Transaction memory transaction = carrying(Message(i), terms, signed(Message(i), task));
            if (Message(i) == Message.Claim || Message(i) == Message.Assignment) {
                assertRefused(transaction, IEscrowRoles.EscrowRoles_Paused.selector);
            } else {
                assertAccepted(transaction);
            }
            vm.revertToState(start);
        }
    }

    function test_creditsFeesAndTimersAreOpenWhilePaused() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        vm.prank(guardian);
        escrow.pause();
        vm.warp(escrow.stateOf(task).clock + 1);
        assertAccepted(by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms))));
        nextBlock();
        vm.etch(worker, hex"fe");
        assertAccepted(exitBy(Exit.Approve, terms));
        assertAccepted(by(worker, abi.encodeCall(escrow.withdrawCredit, (ETH, stranger))));
        assertAccepted(by(stranger, abi.encodeCall(escrow.collectFees, (ETH))));
        assertEq(stranger.balance, REWARD);
        assertEq(treasury.balance, FEE);
        assertEq(address(escrow).balance, 0);
    }

    function test_theEntryIsShutWhilePausedAndTheAdminReopensIt() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        ITaskEscrow.Terms[] memory list = new ITaskEscrow.Terms[](1);
        list[0] = terms;
        vm.prank(guardian);
        escrow.pause();
        bytes4 paused = IEscrowRoles.EscrowRoles_Paused.selector;
        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (terms))), paused);
        assertRefused(by(publisher, abi.encodeCall(escrow.fundBatch, (list))), paused);
        assertRefused(
            by(publisher, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, REASON, REASON))), paused
        );
        assertRefused(
            by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", REASON, worker, bytes(""))), paused
        );
        assertRefused(
            by(
                assigner,
                abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", REASON, worker, REASON, REASON)
            ),
            paused
        );
        assertRefused(by(admin, abi.encodeCall(escrow.unpause, ())), IEscrowRoles.EscrowRoles_NotTheGuardian.selector);
        vm.startPrank(admin);
        escrow.setGuardian(admin);
        escrow.unpause();
        vm.stopPrank();
        fund(terms);
        assertEq(address(escrow).balance, TOTAL);
    }

    // The admin

    /// @dev Rotated in the midst of a dispute: the new arbiter decides within the old one's time, between the parties.
    function test_anArbiterRotatedMidDisputeDecidesInTheOldTime() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndDispute(terms);
        uint256 clock = escrow.stateOf(task).clock;
        Purse memory was = purseOf(ETH);
        vm.prank(admin);
        escrow.setArbiter(admin);

        assertRefused(exitBy(Exit.Resolve, terms), IEscrowRoles.EscrowRoles_NotTheArbiter.selector);
        assertEq(escrow.stateOf(task).clock, clock);
        assertAccepted(by(admin, abi.encodeCall(escrow.resolve, (publisher, terms, RULED_SHARE, REASON))));
        assertPaid(ETH, was, payoutOf(Exit.Resolve));
        assertEq(admin.balance, 0);
    }

    /// @dev An admin in every office at once: the principal goes to the parties alone, the earned fee to the treasury.
    function test_anAdminInEveryOfficeReachesTheFeesOnly() public {
        ITaskEscrow.Terms memory open = ethTerms();
        open.content = keccak256("open");
        ITaskEscrow.Terms memory terms = ethTerms();
        fund(open);
        fundAndSubmit(terms);
        vm.startPrank(admin);
        escrow.setArbiter(admin);
        escrow.setAssigner(admin);
        escrow.setGuardian(admin);
        escrow.setTreasury(admin);
        escrow.pause();
        vm.stopPrank();
        assertRefused(
            by(admin, abi.encodeCall(escrow.collectFees, (ETH))), ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
        );
        Purse memory was = purseOf(ETH);
        bytes[] memory verbs = unsignedVerbs(terms);
        bytes[] memory others = unsignedVerbs(open);
        for (uint256 i = 0; i < verbs.length; ++i) {
            (bool ok,) = send(by(admin, verbs[i]), PLENTY);
            assertFalse(ok);
            (ok,) = send(by(admin, others[i]), PLENTY);
            assertFalse(ok);
        }
        assertUnmoved(ETH, was);

        assertAccepted(exitBy(Exit.ApproveSigned, terms));
        assertPaid(ETH, was, payoutOf(Exit.ApproveSigned));
        assertAccepted(by(admin, abi.encodeCall(escrow.collectFees, (ETH))));
        assertEq(admin.balance, FEE);
        assertEq(address(escrow).balance, TOTAL);
    }

    /// @dev The fee is in the terms: rotating the treasury moves who gets what is earned, and never how much.
    function test_aNewTreasuryGetsTheEarnedFeesAndNoMore() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        assertAccepted(exitBy(Exit.Approve, terms));
        vm.prank(admin);
        escrow.setTreasury(stranger);

        assertAccepted(by(relayer, abi.encodeCall(escrow.collectFees, (ETH))));

        assertEq(stranger.balance, FEE);
        assertEq(treasury.balance, 0);
        assertEq(address(escrow).balance, 0);
    }

    function test_rolesAreRotatedByTheAdminAlone() public {
        address[6] memory people = [assigner, arbiter, guardian, treasury, publisher, stranger];
        bytes4 notOwner = bytes4(keccak256("OwnableUnauthorizedAccount(address)"));
        for (uint256 i = 0; i < people.length; ++i) {
            assertRefused(by(people[i], abi.encodeCall(escrow.setAssigner, (people[i]))), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.setArbiter, (people[i]))), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.setGuardian, (people[i]))), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.setTreasury, (people[i]))), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.transferOwnership, (people[i]))), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.acceptOwnership, ())), notOwner);
            assertRefused(by(people[i], abi.encodeCall(escrow.renounceOwnership, ())), notOwner);
        }
        assertRefused(
            by(admin, abi.encodeCall(escrow.renounceOwnership, ())), IEscrowRoles.EscrowRoles_AdminRequired.selector
        );
        assertRefused(
            by(admin, abi.encodeCall(escrow.setTreasury, (address(0)))), IEscrowRoles.EscrowRoles_ZeroAddress.selector
        );
        assertEq(escrow.owner(), admin);
    }
}
