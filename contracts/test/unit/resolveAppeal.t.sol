// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract ResolveAppealTest is UnitTest {
    bytes32 private constant WHY = keccak256("why the appeal ends so");

    function test_legalOnlyWhileAppealed() public {
        assertLegalOnlyIn(APPEALED, attempt);
    }

    function test_closesWithTheSecondArbitersWindow() public {
        begin(Status.Appealed);
        uint256 last = START + ARBITRATION_WINDOW;

        vm.warp(last - 1);
        assertAllowed(appealArbiter, callFor(7500));
        vm.warp(last);
        assertAllowed(appealArbiter, callFor(7500));
        vm.warp(last + 1);
        assertRefused(appealArbiter, callFor(7500), deadlinePassed(last));
    }

    function test_paysTheSecondRulingInEth() public {
        begin(Status.Appealed);

        resolveAndAssertPaid(7500, 0.75 ether, 0.25625 ether, 0.01875 ether);
    }

    function test_paysTheSecondRulingInTokens() public {
        ITaskEscrow.Terms memory inTokens = appealTerms();
        inTokens.token = address(token);
        begin(Status.Appealed, inTokens);

        resolveAndAssertPaid(7500, 0.75 ether, 0.25625 ether, 0.01875 ether);
    }

    function test_returnsEverythingAtShareZero() public {
        begin(Status.Appealed);

        resolveAndAssertPaid(0, 0, TOTAL, 0);
    }

    function test_paysEverythingAtTheWholeShare() public {
        begin(Status.Appealed);

        resolveAndAssertPaid(10_000, REWARD, 0, FEE);
    }

    function test_rejectsAShareAboveTheWhole() public {
        begin(Status.Appealed);

        assertRefused(appealArbiter, callFor(10_001), shareTooHigh(10_001));
    }

    function test_emitsRuledAndResolved() public {
        begin(Status.Appealed);

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Ruled(task, 7500, WHY);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Resolved(task, worker, 7500);
        vm.prank(appealArbiter);
        escrow.resolveAppeal(publisher, terms, 7500, WHY);
    }

    function test_rejectsEverybodyButTheSecondArbiter() public {
        begin(Status.Appealed);

        assertOnly(appealArbiter, callFor(7500), ITaskEscrow.TaskEscrow_NotTheAppealArbiter.selector);
    }

    function test_worksWhilePaused() public {
        begin(Status.Appealed);
        vm.prank(guardian);
        escrow.pause();

        resolveAndAssertPaid(7500, 0.75 ether, 0.25625 ether, 0.01875 ether);
    }

    function test_rejectsDirtyTerms() public {
        begin(Status.Appealed);
        bytes memory data = callFor(7500);

        assertRefused(appealArbiter, dirty(data, 4, 160), "");
        bytes32 other = keccak256(
            abi.encode(
                publisher, terms.content, type(uint256).max << 160, terms.reward, terms.appealArbiter, terms.policy
            )
        );
        assertRefused(appealArbiter, dirty(data, 2, 160), wrongStatus(other, Status.None));
    }

    function resolveAndAssertPaid(uint256 share, uint256 toWorker, uint256 toPublisher, uint256 toPlatform) private {
        Balances memory before = balances();

        vm.prank(appealArbiter);
        escrow.resolveAppeal(publisher, terms, share, WHY);

        assertPaid(before, toWorker, toPublisher, toPlatform);
    }

    function callFor(uint256 share) private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.resolveAppeal, (publisher, terms, share, WHY));
    }

    function attempt() private view returns (address, bytes memory) {
        return (appealArbiter, callFor(7500));
    }
}
