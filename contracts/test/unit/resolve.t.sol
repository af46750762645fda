// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ResolveTest is UnitTest {
    function test_legalOnlyWhileDisputed() public {
        assertLegalOnlyIn(DISPUTED, attempt);
    }

    function test_closesWithTheArbitersWindow() public {
        begin(Status.Disputed);
        uint256 last = START + ARBITRATION_WINDOW;

        vm.warp(last - 1);
        assertAllowed(arbiter, callFor(5000));
        vm.warp(last);
        assertAllowed(arbiter, callFor(5000));
        vm.warp(last + 1);
        assertRefused(arbiter, callFor(5000), deadlinePassed(last));
    }

    function test_waitsForAnAppeal() public {
        begin(Status.Disputed);
        vm.warp(START + 100);
        Balances memory before = balances();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Ruled(task, 5000, REASON);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 5000, REASON);

        assertState(task, Status.Ruled, worker, 1000, START + 100 + APPEAL_WINDOW, 0, 5000);
        assertEq(abi.encode(balances()), abi.encode(before));
    }

    function test_waitsForAnAppealAtEachEndOfTheShare() public {
        begin(Status.Disputed);

        uint256 snapshot = vm.snapshotState();
        send(arbiter, callFor(10_000));
        assertState(task, Status.Ruled, worker, 1000, START + APPEAL_WINDOW, 0, 10_000);
        vm.revertToState(snapshot);
        send(arbiter, callFor(0));
        assertState(task, Status.Ruled, worker, 1000, START + APPEAL_WINDOW, 0, 0);
    }

    function test_keepsTheRound() public {
        begin(Status.RevisionAsked);
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");

        send(arbiter, callFor(1));

        assertState(task, Status.Ruled, worker, 1000, START + APPEAL_WINDOW, 1, 1);
    }

    function test_paysAtOnceWithoutAnAppealWindowInEth() public {
        begin(Status.Disputed, ethTerms());

        resolveAndAssertPaid(5000, 0.5 ether, 0.5125 ether, 0.0125 ether);
    }

    function test_paysAtOnceWithoutAnAppealWindowInTokens() public {
        begin(Status.Disputed, tokenTerms());

        resolveAndAssertPaid(5000, 0.5 ether, 0.5125 ether, 0.0125 ether);
    }

    function test_returnsEverythingAtShareZero() public {
        begin(Status.Disputed, ethTerms());

        resolveAndAssertPaid(0, 0, TOTAL, 0);
    }

    function test_paysEverythingAtTheWholeShare() public {
        begin(Status.Disputed, ethTerms());

        resolveAndAssertPaid(10_000, REWARD, 0, FEE);
    }

    function test_rejectsAShareAboveTheWhole() public {
        begin(Status.Disputed);
        assertRefused(arbiter, callFor(10_001), shareTooHigh(10_001));
        assertRefused(arbiter, callFor(type(uint256).max), shareTooHigh(type(uint256).max));

        begin(Status.Disputed, ethTerms());
        assertRefused(arbiter, callFor(10_001), shareTooHigh(10_001));
    }

    function test_emitsRuledAndResolved() public {
        begin(Status.Disputed, ethTerms());

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Ruled(task, 5000, REASON);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Resolved(task, worker, 5000);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, 5000, REASON);
    }

    function test_rejectsEverybodyButTheArbiter() public {
        begin(Status.Disputed);

        assertOnly(arbiter, callFor(5000), IEscrowRoles.EscrowRoles_NotTheArbiter.selector);
    }

    function test_theNewArbiterMayTheFormerMayNot() public {
        begin(Status.Disputed);
        vm.prank(admin);
        escrow.setArbiter(stranger);

        assertOnly(stranger, callFor(5000), IEscrowRoles.EscrowRoles_NotTheArbiter.selector);
        assertState(task, Status.Disputed, worker, 1000, START + ARBITRATION_WINDOW, 0, 0);
    }

    function test_worksWhilePaused() public {
        begin(Status.Disputed, ethTerms());
        vm.prank(guardian);
        escrow.pause();

        resolveAndAssertPaid(5000, 0.5 ether, 0.5125 ether, 0.0125 ether);
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Disputed);

        assertFindsNoDirtyTask(arbiter, callFor(5000), 1);
    }

    function resolveAndAssertPaid(uint256 share, uint256 toWorker, uint256 toPublisher, uint256 toPlatform) private {
        Balances memory before = balances();

        send(arbiter, callFor(share));

        assertPaid(before, toWorker, toPublisher, toPlatform);
    }

    function callFor(uint256 share) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, share, REASON));
    }

    function attempt() private view returns (address, bytes memory) {
        return (arbiter, callFor(5000));
    }
}
