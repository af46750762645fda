// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {Exit, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Message, SignedTest} from "./support/SignedTest.sol";

/// @notice The second before, the second, the second after; the ends of the block's number; what must not matter.
contract EdgesTest is SignedTest {
    bytes4 private constant PASSED = ITaskEscrow.TaskEscrow_DeadlinePassed.selector;
    bytes4 private constant NOT_PASSED = ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector;
    bytes4 private constant OPENED = ITaskEscrow.TaskEscrow_OpenedThisBlock.selector;
    bytes4 private constant INVALID = ITaskEscrow.TaskEscrow_InvalidSignature.selector;

    // Timers

    /// @dev Verbs of the status itself: up to its last second and not after. Claimed, submitted, revision, ruled.
    function test_messagesAreOpenUpToTheLastSecond() public {
        Message[7] memory timed = [
            Message.Claim,
            Message.Assignment,
            Message.Submission,
            Message.Revision,
            Message.Dispute,
            Message.Appeal,
            Message.Dispute
        ];
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < timed.length; ++i) {
            ITaskEscrow.Terms memory terms = appealTerms();
            Status status = i == 6 ? Status.RevisionAsked : statusFor(timed[i]);
            bytes32 task = bringTo(status, terms);
            openUpTo(carrying(timed[i], terms, signed(timed[i], task)), escrow.stateOf(task).clock);
            vm.revertToState(start);
        }
    }

    /// @dev A dispute and a submission are open in more than one status.
    function test_theRevisionsSubmissionAndTheClaimsDisputeAreOpenUpToTheLastSecond() public {
        ITaskEscrow.Terms memory terms = appealTerms();
        uint256 start = vm.snapshotState();
        bytes32 task = bringTo(Status.RevisionAsked, terms);
        openUpTo(carrying(Message.Submission, terms, signed(Message.Submission, task)), escrow.stateOf(task).clock);
        vm.revertToState(start);
        bringTo(Status.Claimed, terms);
        openUpTo(carrying(Message.Dispute, terms, signed(Message.Dispute, task)), escrow.stateOf(task).clock);
    }

    function test_decisionsAreOpenUpToTheLastSecond() public {
        uint256 start = vm.snapshotState();
        ITaskEscrow.Terms memory terms = termsFor(Exit.Resolve, ETH);
        bytes32 task = prepare(Exit.Resolve, terms);
        openUpTo(exitBy(Exit.Resolve, terms), escrow.stateOf(task).clock);
        vm.revertToState(start);
        terms = termsFor(Exit.ResolveAppeal, ETH);
        task = prepare(Exit.ResolveAppeal, terms);
        openUpTo(exitBy(Exit.ResolveAppeal, terms), escrow.stateOf(task).clock);
    }

    function openUpTo(Transaction memory transaction, uint256 last) private {
        uint256 prepared = vm.snapshotState();
        for (uint256 moment = last - 1; moment <= last; ++moment) {
            vm.warp(moment);
            assertAccepted(transaction);
            vm.revertToState(prepared);
        }
        vm.warp(last + 1);
        assertRefused(transaction, PASSED);
        vm.warp(type(uint32).max);
        assertRefused(transaction, PASSED);
        vm.warp(uint256(type(uint32).max) + 1 + last);
        assertRefused(transaction, PASSED);
    }

    /// @dev Verbs that anybody has once a party fell silent: not up to the last second, and from the next one on.
    function test_exitsByTimeAreOpenFromTheSecondAfterTheLast() public {
        Status[7] memory statuses = [
            Status.Claimed,
            Status.RevisionAsked,
            Status.Submitted,
            Status.Disputed,
            Status.Ruled,
            Status.Appealed,
            Status.Open
        ];
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < statuses.length; ++i) {
            ITaskEscrow.Terms memory terms = appealTerms();
            bytes32 task = bringTo(statuses[i], terms);
            openFromAfter(timedExit(statuses[i], terms), escrow.stateOf(task).clock);
            vm.revertToState(start);
        }
    }

    function timedExit(Status status, ITaskEscrow.Terms memory terms) private view returns (Transaction memory) {
        if (status == Status.Open) return by(stranger, abi.encodeCall(escrow.refund, (publisher, terms)));
        if (status == Status.Submitted) return by(stranger, abi.encodeCall(escrow.release, (publisher, terms)));
        if (status == Status.Disputed) {
            return by(stranger, abi.encodeCall(escrow.executeDefault, (publisher, terms)));
        }
        if (status == Status.Ruled || status == Status.Appealed) {
            return by(stranger, abi.encodeCall(escrow.executeRuling, (publisher, terms)));
        }
        return by(stranger, abi.encodeCall(escrow.lapse, (publisher, terms)));
    }

    function openFromAfter(Transaction memory transaction, uint256 last) private {
        uint256 prepared = vm.snapshotState();
        for (uint256 moment = last - 1; moment <= last; ++moment) {
            vm.warp(moment);
            assertRefused(transaction, NOT_PASSED);
        }
        for (uint256 moment = last + 1; moment <= last + 2; ++moment) {
            vm.warp(moment);
            assertAccepted(transaction);
            vm.revertToState(prepared);
        }
        vm.warp(uint256(type(uint32).max) + 1 + last);
        assertAccepted(transaction);
    }

    /// @dev A held task is refunded after both: its own clock and the claim deadline. Either may be the later.
    function test_aHeldTaskIsRefundedAfterBothOfItsDeadlines() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        uint256 deadline = terms.policy.claimDeadline();
        bytes32 task = fund(terms);
        uint256 funded = vm.snapshotState();
        Transaction memory transaction = by(stranger, abi.encodeCall(escrow.refund, (publisher, terms)));
        claim(task, worker, workerKey);
        assertLt(escrow.stateOf(task).clock, deadline);
        openFromAfter(transaction, deadline);
        vm.revertToState(funded);
        vm.warp(deadline - 1);
        claim(task, worker, workerKey);
        assertGt(escrow.stateOf(task).clock, deadline);
        openFromAfter(transaction, escrow.stateOf(task).clock);
    }

    /// @dev At no second are both of two opposite verbs open, and at every second one of them is.
    function test_noSecondBelongsToBothSidesOrToNeither() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndSubmit(terms);
        Transaction memory complaint = carrying(Message.Dispute, terms, signed(Message.Dispute, task));
        uint256 clock = escrow.stateOf(task).clock;
        uint256 prepared = vm.snapshotState();
        for (uint256 moment = clock - 2; moment <= clock + 2; ++moment) {
            vm.warp(moment);
            (bool early,) = send(complaint, PLENTY);
            vm.revertToState(prepared);
            vm.warp(moment);
            (bool late,) = send(exitBy(Exit.Release, terms), PLENTY);
            vm.revertToState(prepared);
            assertTrue(early != late, "both or neither");
        }
    }

    // Blocks

    /// @dev In the block of its opening a task neither ends nor is given back; in the next it does.
    function test_aTaskEndsFromTheBlockAfterItsOpening() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        vm.prank(publisher);
        escrow.fund{value: TOTAL}(terms);
        Purse memory was = purseOf(ETH);
        Exit[4] memory exits = [Exit.Cancel, Exit.ApproveSigned, Exit.ApproveBatch, Exit.Settle];
        uint256 prepared = vm.snapshotState();
        for (uint256 i = 0; i < exits.length; ++i) {
            assertRefused(exitBy(exits[i], terms), OPENED);
            nextBlock();
            assertAccepted(exitBy(exits[i], terms));
            assertPaid(ETH, was, payoutOf(exits[i]));
            vm.revertToState(prepared);
        }
    }

    function test_aLapsedTaskEndsFromTheNextBlock() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fundAndClaim(terms);
        vm.warp(escrow.stateOf(task).clock + 1);
        escrow.lapse(publisher, terms);
        assertRefused(exitBy(Exit.Cancel, terms), OPENED);
        nextBlock();
        assertAccepted(exitBy(Exit.Cancel, terms));
    }

    /// @dev Of a block's number 32 bits are kept. Around the wrap every verb goes on, and every signature is told apart.
    function test_theBlocksNumberWraps() public {
        uint256[3] memory blocks = [uint256(type(uint32).max), 1 << 32, (1 << 32) + 5];
        for (uint256 i = 0; i < blocks.length; ++i) {
            ITaskEscrow.Terms memory terms = ethTerms();
            vm.roll(blocks[i]);
            vm.prank(publisher);
            bytes32 task = escrow.fund{value: TOTAL}(terms);
            assertEq(openedIn(task), uint32(blocks[i]));
            assertRefused(exitBy(Exit.Cancel, terms), OPENED);
            bytes memory approval = signed(Message.Approval, task);
            nextBlock();
            claim(task, worker, workerKey);
            assertAccepted(carrying(Message.Submission, terms, signed(Message.Submission, task)));
            Purse memory was = purseOf(ETH);
            assertAccepted(carrying(Message.Approval, terms, approval));
            assertPaid(ETH, was, payoutOf(Exit.Approve));
            bringTo(Status.Submitted, terms);
            assertRefused(carrying(Message.Approval, terms, approval), INVALID);
            assertAccepted(exitBy(Exit.Approve, terms));
        }
    }

    /// @dev KNOWN LIMIT. Two openings exactly 2^32 blocks apart share their signatures: the same publisher would have to
    /// fund the same terms again, in one certain block, more than thirty years later at a quarter of a second per block,
    /// while the terms' claim deadline lies at most a year ahead of the first funding.
    function test_openingsTwoToTheThirtyTwoBlocksApartShareSignatures() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        vm.roll(1000);
        vm.prank(publisher);
        bytes32 task = escrow.fund{value: TOTAL}(terms);
        bytes memory approval = signed(Message.Approval, task);
        nextBlock();
        assertAccepted(exitBy(Exit.Cancel, terms));
        vm.roll((1 << 32) + 1000);
        vm.prank(publisher);
        escrow.fund{value: TOTAL}(terms);
        nextBlock();

        assertAccepted(carrying(Message.Approval, terms, approval));
        assertEq(worker.balance, REWARD);
    }

    /// @dev A task left open that long is shut for the one block that looks like its opening.
    function test_anOldTaskIsShutForOneBlockAtTheWrap() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        vm.roll((1 << 32) + openedIn(task));
        assertRefused(exitBy(Exit.Cancel, terms), OPENED);
        nextBlock();
        assertAccepted(exitBy(Exit.Cancel, terms));
    }

    // What must not matter

    /// @dev Neither the transaction's origin nor anything of the block but its time and number changes an outcome.
    function test_originsAndBlocksDoNotMatter() public {
        address[3] memory origins = [admin, arbiter, publisher];
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), ETH);
            prepare(Exit(i), terms);
            Transaction memory transaction = exitBy(Exit(i), terms);
            Purse memory was = purseOf(ETH);
            uint256 prepared = vm.snapshotState();
            for (uint256 j = 0; j < origins.length; ++j) {
                vm.coinbase(origins[j]);
                vm.prevrandao(keccak256(abi.encode(j)));
                vm.fee(j);
                vm.txGasPrice(j);
                vm.prank(transaction.from, origins[j]);
                (bool ok,) = address(escrow).call(transaction.data);
                assertTrue(ok);
                assertPaid(ETH, was, payoutOf(Exit(i)));
                vm.revertToState(prepared);
            }
            vm.revertToState(start);
        }
    }

    /// @dev An origin who holds the right does not lend it to the contract in between.
    function test_theRightsOfAnOriginAreNotTheSenders() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        bytes[3] memory verbs = [
            abi.encodeCall(escrow.approveCompletion, (terms, worker)),
            abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON)),
            abi.encodeCall(escrow.setTreasury, (stranger))
        ];
        address[3] memory origins = [publisher, arbiter, admin];
        for (uint256 i = 0; i < verbs.length; ++i) {
            vm.prank(stranger, origins[i]);
            (bool ok,) = address(escrow).call(verbs[i]);
            assertFalse(ok);
        }
        assertUnmoved(ETH, was);
    }

    // Donations

    /// @dev ETH forced in, as a destroyed contract or a block's reward does, and tokens sent: nothing changes.
    function test_donationsChangeNoExit() public {
        address[2] memory tokens = [ETH, address(token)];
        for (uint256 t = 0; t < tokens.length; ++t) {
            for (uint256 i = 0; i < EXITS; ++i) {
                uint256 start = vm.snapshotState();
                ITaskEscrow.Terms memory terms = termsFor(Exit(i), tokens[t]);
                prepare(Exit(i), terms);
                vm.deal(address(escrow), address(escrow).balance + 77 ether);
                token.mint(address(escrow), 77 ether);
                Purse memory was = purseOf(tokens[t]);

                assertAccepted(exitBy(Exit(i), terms));

                assertPaid(tokens[t], was, payoutOf(Exit(i)));
                assertGe(balanceOf(address(escrow), tokens[t]), 77 ether);
                vm.revertToState(start);
            }
        }
    }

    function test_aDonationFundsNothing() public {
        vm.deal(address(escrow), 77 ether);
        token.mint(address(escrow), 77 ether);
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        assertRefused(
            by(publisher, abi.encodeCall(escrow.fund, (ethTerms()))), ITaskEscrow.TaskEscrow_WrongValue.selector
        );
        (bool ok,) = send(by(publisher, abi.encodeCall(escrow.fund, (tokenTerms()))), PLENTY);
        assertFalse(ok);
        assertRefused(
            by(stranger, abi.encodeCall(escrow.collectFees, (ETH))), ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
        );
        assertEq(address(escrow).balance, 77 ether);
        assertEq(token.balanceOf(address(escrow)), 77 ether);
    }

    function test_plainEtherIsRefused() public {
        vm.deal(stranger, 1 ether);
        vm.prank(stranger);
        (bool ok,) = address(escrow).call{value: 1 ether}("");
        assertFalse(ok);
        assertEq(stranger.balance, 1 ether);
    }
}
