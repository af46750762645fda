// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "../unit/UnitTest.sol";

/// @notice Rewards over their whole range, fee rates and shares: what went in comes out, each to whom it belongs.
contract MoneyFuzz is UnitTest {
    struct Deal {
        uint96 reward;
        uint256 feeRate;
        uint256 share;
        bool inTokens;
    }

    uint256 private _fee;

    function setUp() public override {
        super.setUp();
        vm.deal(publisher, type(uint128).max);
        token.mint(publisher, type(uint128).max);
    }

    function testFuzz_approvalPaysEverything(Deal memory deal, uint256 status) public {
        Balances memory before = beginDeal(deal, Status(bound(status, 1, 7)));

        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);

        assertPaid(before, deal.reward, 0, _fee);
    }

    function testFuzz_releasePaysEverything(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Submitted);
        passClock();

        escrow.release(publisher, terms);

        assertPaid(before, deal.reward, 0, _fee);
    }

    function testFuzz_cancellationReturnsEverything(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Open);

        vm.prank(publisher);
        escrow.cancel(terms);

        assertPaid(before, 0, deal.reward + _fee, 0);
    }

    function testFuzz_refundReturnsEverything(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Open);
        passClock();

        escrow.refund(publisher, terms);

        assertPaid(before, 0, deal.reward + _fee, 0);
    }

    function testFuzz_settlementSplits(Deal memory deal, uint256 status, uint256 validUntil) public {
        Balances memory before = beginDeal(deal, Status(bound(status, 1, 7)));
        validUntil = bound(validUntil, block.timestamp, type(uint256).max);
        bytes32 agreement = settlementHash(task, worker, deal.share, validUntil);
        bytes memory ofPublisher = sign(publisherKey, agreement);
        bytes memory ofWorker = sign(workerKey, agreement);

        escrow.settle(publisher, terms, worker, deal.share, validUntil, ofPublisher, ofWorker);

        assertSplit(before, deal);
    }

    function testFuzz_rulingSplits(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Disputed);
        send(arbiter, abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, deal.share, REASON)));
        assertState(task, Status.Ruled, worker, 1000, START + APPEAL_WINDOW, 0, deal.share);
        passClock();

        escrow.executeRuling(publisher, terms);

        assertSplit(before, deal);
    }

    function testFuzz_decisionOfAnAppealSplits(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Appealed);

        vm.prank(appealArbiter);
        escrow.resolveAppeal(publisher, terms, deal.share, REASON);

        assertSplit(before, deal);
    }

    function testFuzz_defaultSplits(Deal memory deal) public {
        Balances memory before = beginDeal(deal, Status.Disputed);
        passClock();

        escrow.executeDefault(publisher, terms);

        assertSplit(before, deal);
    }

    function testFuzz_rejectsAShareAboveTheWhole(uint256 share) public {
        share = bound(share, 10_001, type(uint256).max);
        begin(Status.Disputed);
        assertRefused(
            arbiter, abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, share, REASON)), shareTooHigh(share)
        );
        bytes32 agreement = settlementHash(task, worker, share, START);
        bytes memory settlement = abi.encodeCall(
            ITaskEscrow.settle,
            (publisher, terms, worker, share, START, sign(publisherKey, agreement), sign(workerKey, agreement))
        );
        assertRefused(relayer, settlement, shareTooHigh(share));
        terms.content = "another";
        begin(Status.Appealed, terms);
        assertRefused(
            appealArbiter,
            abi.encodeCall(ITaskEscrow.resolveAppeal, (publisher, terms, share, REASON)),
            shareTooHigh(share)
        );
    }

    function testFuzz_rejectsAFeeRateAboveTheBound(uint16 feeRate) public {
        PolicyFields memory fields = fairPolicy();
        fields.feeRate = feeRate;
        terms = termsWith(fields);
        terms.token = address(token);
        bytes memory data = abi.encodeCall(ITaskEscrow.fund, (terms));

        if (feeRate <= 1000) {
            assertAllowed(publisher, data);
        } else {
            assertRefused(
                publisher, data, abi.encodeWithSelector(ITaskEscrow.TaskEscrow_FeeRateTooHigh.selector, feeRate, 1000)
            );
        }
    }

    function testFuzz_rejectsAnotherValueThanTheTotal(Deal memory deal, uint256 sent) public {
        terms = termsOf(deal);
        terms.token = ETH;
        sent = bound(sent, 0, type(uint128).max);
        uint256 total = deal.reward + _fee;

        if (sent != total) {
            vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, sent, total));
        }
        vm.prank(publisher);
        escrow.fund{value: sent}(terms);
    }

    /// @dev Brings the task of a bounded deal to `status`, with another task's money beside it.
    function beginDeal(Deal memory deal, Status status) private returns (Balances memory) {
        ITaskEscrow.Terms memory each = termsOf(deal);
        begin(status, each);
        assertEq(balanceOf(address(escrow)), uint256(deal.reward) + _fee);
        bytes32 first = task;
        each.content = "beside";
        begin(Status.Open, each);
        each.content = keccak256("content");
        terms = each;
        task = first;
        return balances();
    }

    function termsOf(Deal memory deal) private returns (ITaskEscrow.Terms memory each) {
        deal.reward = uint96(bound(deal.reward, 1, type(uint96).max));
        deal.feeRate = bound(deal.feeRate, 0, 1000);
        deal.share = bound(deal.share, 0, 10_000);
        _fee = uint256(deal.reward) * deal.feeRate / 10_000;
        PolicyFields memory fields = fairPolicy();
        fields.appealWindow = APPEAL_WINDOW;
        fields.feeRate = deal.feeRate;
        fields.defaultShare = deal.share;
        each = termsWith(fields);
        each.reward = deal.reward;
        each.appealArbiter = appealArbiter;
        if (deal.inTokens) each.token = address(token);
    }

    function assertSplit(Balances memory before, Deal memory deal) private view {
        uint256 toWorker = uint256(deal.reward) * deal.share / 10_000;
        uint256 toPlatform = _fee * deal.share / 10_000;
        assertPaid(before, toWorker, deal.reward + _fee - toWorker - toPlatform, toPlatform);
        assertEq(escrow.creditOf(worker, terms.token), 0);
        assertEq(escrow.creditOf(publisher, terms.token), 0);
    }
}
