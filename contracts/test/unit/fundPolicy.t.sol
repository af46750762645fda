// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../src/libraries/Policy.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "./UnitTest.sol";

/// @notice The bounds of the terms, each at its edges. Rewards are in tokens, so that every attempt is the same call.
contract FundPolicyTest is UnitTest {
    uint256 private constant LAST_CLAIM_DEADLINE = 2 ** 32 - 1 - 3650 * 86_400;

    PolicyFields private _fields;

    function setUp() public override {
        super.setUp();
        _fields = fairPolicy();
    }

    function test_acceptsTheSmallestReward() public {
        terms = tokenTerms();

        terms.reward = 0;
        assertRefused(publisher, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_ZeroReward.selector));
        terms.reward = 1;
        assertAllowed(publisher, call());
    }

    function test_acceptsTheLargestReward() public {
        terms = tokenTerms();
        terms.reward = type(uint96).max;
        token.mint(publisher, type(uint128).max);

        assertAllowed(publisher, call());
    }

    function test_rejectsBitsAboveTheFields() public {
        for (uint256 bit = 207; bit < 256; ++bit) {
            terms = tokenTerms();
            terms.policy = Policy.wrap(Policy.unwrap(terms.policy) | (1 << bit));
            if (bit == 207) assertAllowed(publisher, call());
            else assertMalformed(1 << (bit - 208));
        }
    }

    function test_acceptsEveryTaskNumber() public {
        _fields.taskId = type(uint64).max;
        assertAccepted();
        _fields.taskId = 0;
        assertAccepted();
    }

    function test_boundsTheClaimDeadline() public {
        _fields.claimDeadline = START - 1;
        assertDeadlineRefused(START + 365 days);
        _fields.claimDeadline = START;
        assertDeadlineRefused(START + 365 days);
        _fields.claimDeadline = 0;
        assertDeadlineRefused(START + 365 days);
        _fields.claimDeadline = START + 1;
        assertAccepted();
        _fields.claimDeadline = START + 365 days;
        assertAccepted();
        _fields.claimDeadline = START + 365 days + 1;
        assertDeadlineRefused(START + 365 days);
    }

    function test_boundsTheClaimDeadlineNearTheEndOfTime() public {
        assertEq(LAST_CLAIM_DEADLINE, 3_979_607_295);
        vm.warp(LAST_CLAIM_DEADLINE - 365 days + 1);
        _fields.claimDeadline = LAST_CLAIM_DEADLINE;
        assertAccepted();
        _fields.claimDeadline = LAST_CLAIM_DEADLINE + 1;
        assertDeadlineRefused(LAST_CLAIM_DEADLINE);

        vm.warp(LAST_CLAIM_DEADLINE - 1);
        assertDeadlineRefused(LAST_CLAIM_DEADLINE);
        _fields.claimDeadline = LAST_CLAIM_DEADLINE;
        assertAccepted();

        vm.warp(LAST_CLAIM_DEADLINE);
        assertDeadlineRefused(LAST_CLAIM_DEADLINE);
    }

    function test_boundsTheWorkWindow() public {
        _fields.workWindow = 0;
        assertWindowRefused(0);
        _fields.workWindow = 599;
        assertWindowRefused(599);
        _fields.workWindow = 600;
        assertAccepted();
        _fields.workWindow = 90 days;
        assertAccepted();
        _fields.workWindow = 90 days + 1;
        assertWindowRefused(90 days + 1);
    }

    function test_boundsTheReviewWindow() public {
        _fields.reviewWindow = 0;
        assertWindowRefused(0);
        _fields.reviewWindow = 599;
        assertWindowRefused(599);
        _fields.reviewWindow = 600;
        assertAccepted();
        _fields.reviewWindow = 90 days;
        assertAccepted();
        _fields.reviewWindow = 90 days + 1;
        assertWindowRefused(90 days + 1);
    }

    function test_boundsTheAppealWindow() public {
        terms.appealArbiter = appealArbiter;

        _fields.appealWindow = 1;
        assertWindowRefused(1);
        _fields.appealWindow = 599;
        assertWindowRefused(599);
        _fields.appealWindow = 600;
        assertAccepted();
        _fields.appealWindow = 90 days;
        assertAccepted();
        _fields.appealWindow = 90 days + 1;
        assertWindowRefused(90 days + 1);
    }

    function test_rejectsAnAppealWindowWithoutAnArbiter() public {
        _fields.appealWindow = APPEAL_WINDOW;
        assertHalfSpecified(APPEAL_WINDOW, address(0));

        terms.appealArbiter = appealArbiter;
        assertAccepted();
    }

    function test_rejectsASecondArbiterWithoutAWindow() public {
        terms.appealArbiter = appealArbiter;
        assertHalfSpecified(0, appealArbiter);

        terms.appealArbiter = address(0);
        assertAccepted();
    }

    function test_boundsTheFeeRate() public {
        _fields.feeRate = 0;
        assertAccepted();
        _fields.feeRate = 1000;
        assertAccepted();
        _fields.feeRate = 1001;
        assertFieldsRefused(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_FeeRateTooHigh.selector, 1001, 1000));
        _fields.feeRate = type(uint16).max;
        assertFieldsRefused(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_FeeRateTooHigh.selector, 65_535, 1000));
    }

    function test_boundsTheRevisions() public {
        _fields.maxRevisions = 0;
        assertAccepted();
        _fields.maxRevisions = 15;
        assertAccepted();
        _fields.maxRevisions = 16;
        assertFieldsRefused(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_TooManyRevisions.selector, 16, 15));
        _fields.maxRevisions = 255;
        assertFieldsRefused(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_TooManyRevisions.selector, 255, 15));
    }

    function test_boundsTheDefaultShare() public {
        _fields.defaultShare = 0;
        assertAccepted();
        _fields.defaultShare = 10_000;
        assertAccepted();
        _fields.defaultShare = 10_001;
        assertFieldsRefused(shareTooHigh(10_001));
    }

    function assertAccepted() private {
        apply_();
        assertAllowed(publisher, call());
    }

    function assertFieldsRefused(bytes memory refusal) private {
        apply_();
        assertRefused(publisher, call(), refusal);
    }

    function assertMalformed(uint256 excess) private {
        assertRefused(
            publisher, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_MalformedPolicy.selector, excess)
        );
    }

    function assertDeadlineRefused(uint256 latest) private {
        assertFieldsRefused(
            abi.encodeWithSelector(
                ITaskEscrow.TaskEscrow_ClaimDeadlineOutOfRange.selector,
                _fields.claimDeadline,
                vm.getBlockTimestamp(),
                latest
            )
        );
    }

    function assertWindowRefused(uint256 window) private {
        assertFieldsRefused(
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WindowOutOfRange.selector, window, 600, 7_776_000)
        );
    }

    function assertHalfSpecified(uint256 window, address account) private {
        assertFieldsRefused(
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_AppealHalfSpecified.selector, window, account)
        );
    }

    /// @dev Keeps the second arbiter that a test has set.
    function apply_() private {
        address second = terms.appealArbiter;
        terms = termsWith(_fields);
        terms.token = address(token);
        terms.appealArbiter = second;
    }

    function call() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.fund, (terms));
    }
}
