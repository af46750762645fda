// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "../unit/UnitTest.sol";

/// @notice Funding by permit, and batches of mixed tokens: all or none.
contract FundingFuzz is UnitTest {
    uint256 private constant MOST = 20;

    ITaskEscrow.Terms[] private _many;
    address[] private _workers;
    uint256 private _value;
    uint256 private _tokens;

    function setUp() public override {
        super.setUp();
        vm.deal(publisher, type(uint128).max);
        token.mint(publisher, type(uint128).max);
    }

    function testFuzz_aPermitFundsItsAmountUntilItsDeadline(
        uint96 reward,
        uint256 permitted,
        uint256 deadline,
        uint256 present
    ) public {
        terms = tokenTerms();
        terms.reward = uint96(bound(reward, 1, type(uint96).max));
        (, uint256 total) = escrow.quote(terms);
        if (permitted % 2 == 0) permitted = total;
        deadline = bound(deadline, START, START + CLAIM_PERIOD);
        present = bound(present, START, START + CLAIM_PERIOD - 1);
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        bytes memory data = withPermit(permitted, deadline);
        vm.warp(present);

        if (permitted == total && present <= deadline) {
            task = abi.decode(send(publisher, data), (bytes32));
            assertState(task, Status.Open, address(0), 1000, START + CLAIM_PERIOD, 0, 0);
            assertEq(token.balanceOf(address(escrow)), total);
            assertEq(token.allowance(publisher, address(escrow)), 0);
        } else {
            assertRefused(
                publisher,
                data,
                abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), 0, total)
            );
        }
    }

    function testFuzz_aBrokenPermitLeavesTheAllowanceToDecide(uint8 v, bytes32 r, bytes32 s, uint256 allowance) public {
        terms = tokenTerms();
        allowance = bound(allowance, 0, 2 * TOTAL);
        vm.prank(publisher);
        token.approve(address(escrow), allowance);
        bytes memory data = abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, START, v, r, s));

        if (allowance >= TOTAL) {
            send(publisher, data);
            assertEq(token.balanceOf(address(escrow)), TOTAL);
            assertEq(token.allowance(publisher, address(escrow)), allowance - TOTAL);
        } else {
            assertRefused(
                publisher,
                data,
                abi.encodeWithSelector(
                    IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), allowance, TOTAL
                )
            );
        }
    }

    function testFuzz_aBatchFundsEveryTask(uint256 seed) public {
        fill(seed);

        vm.prank(publisher);
        bytes32[] memory tasks = escrow.fundBatch{value: _value}(_many);

        assertEq(tasks.length, _many.length);
        for (uint256 i = 0; i < tasks.length; ++i) {
            assertEq(tasks[i], keyOf(_many[i]));
            assertState(tasks[i], Status.Open, address(0), 1000, START + CLAIM_PERIOD, 0, 0);
        }
        assertEq(address(escrow).balance, _value);
        assertEq(token.balanceOf(address(escrow)), _tokens);
    }

    function testFuzz_aBatchFundsNoneIfOneIsRefused(uint256 seed, uint256 index) public {
        fill(seed);
        index = bound(index, 0, _many.length - 1);
        _many[index].reward = 0;

        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_ZeroReward.selector));
        vm.prank(publisher);
        escrow.fundBatch{value: _value}(_many);

        assertNoneFunded();
    }

    function testFuzz_aBatchFundsNoneAtAnotherValue(uint256 seed, uint256 sent) public {
        fill(seed);
        sent = bound(sent, 0, type(uint128).max);
        vm.assume(sent != _value);

        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, sent, _value));
        vm.prank(publisher);
        escrow.fundBatch{value: sent}(_many);

        assertNoneFunded();
    }

    function testFuzz_aBatchApprovesEveryTask(uint256 seed) public {
        fillAndFund(seed);
        uint256 ethFees;
        uint256 tokenFees;
        uint256 ethRewards;
        uint256 tokenRewards;
        for (uint256 i = 0; i < _many.length; ++i) {
            (uint256 fee,) = escrow.quote(_many[i]);
            if (_many[i].token == ETH) (ethFees, ethRewards) = (ethFees + fee, ethRewards + _many[i].reward);
            else (tokenFees, tokenRewards) = (tokenFees + fee, tokenRewards + _many[i].reward);
        }

        vm.prank(publisher);
        escrow.approveCompletionBatch(_many, _workers);

        assertEq(worker.balance, ethRewards);
        assertEq(token.balanceOf(worker), tokenRewards);
        assertEq(escrow.feesOf(ETH), ethFees);
        assertEq(escrow.feesOf(address(token)), tokenFees);
        assertEq(address(escrow).balance, ethFees);
        assertEq(token.balanceOf(address(escrow)), tokenFees);
        for (uint256 i = 0; i < _many.length; ++i) {
            assertEnded(keyOf(_many[i]));
        }
    }

    function testFuzz_aBatchApprovesNoneIfOneIsRefused(uint256 seed, uint256 index) public {
        fillAndFund(seed);
        index = bound(index, 0, _many.length - 1);
        vm.prank(publisher);
        escrow.cancel(_many[index]);
        uint256 left = address(escrow).balance;

        assertRefused(
            publisher,
            abi.encodeCall(ITaskEscrow.approveCompletionBatch, (_many, _workers)),
            wrongStatus(keyOf(_many[index]), Status.None)
        );
        assertEq(address(escrow).balance, left);
        assertEq(worker.balance, 0);
    }

    function fill(uint256 seed) private {
        uint256 count = 1 + seed % MOST;
        for (uint256 i = 0; i < count; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            ITaskEscrow.Terms memory each = seed & 1 == 0 ? ethTerms() : tokenTerms();
            each.content = bytes32(i);
            each.reward = uint96(bound(seed >> 1, 1, type(uint96).max));
            (, uint256 total) = escrow.quote(each);
            if (each.token == ETH) _value += total;
            else _tokens += total;
            _many.push(each);
            _workers.push(worker);
        }
    }

    function fillAndFund(uint256 seed) private {
        fill(seed);
        vm.prank(publisher);
        escrow.fundBatch{value: _value}(_many);
        nextBlock();
    }

    function assertNoneFunded() private view {
        for (uint256 i = 0; i < _many.length; ++i) {
            assertEnded(keyOf(_many[i]));
        }
        assertEq(address(escrow).balance, 0);
        assertEq(token.balanceOf(address(escrow)), 0);
        assertEq(publisher.balance, type(uint128).max);
    }

    function withPermit(uint256 amount, uint256 deadline) private view returns (bytes memory) {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                publisher,
                address(escrow),
                amount,
                token.nonces(publisher),
                deadline
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(publisherKey, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), structHash)));
        return abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, deadline, v, r, s));
    }
}
