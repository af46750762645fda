// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract TransferTest is PointsFixture {
    address private constant PERMIT2 = 0x000000000022D473030F116dDEE9F6B43aC78BA3;

    function setUp() public override {
        super.setUp();
        give(dragons, ALICE, 100);
    }

    function testFuzz_movesPoints(address to, uint256 amount) external {
        vm.assume(to != address(0) && to != address(dragons) && to != ALICE);
        amount = bound(amount, 0, 100);

        vm.expectEmit(address(dragons));
        emit ERC20.Transfer(ALICE, to, amount);
        vm.prank(ALICE);
        assertTrue(dragons.transfer(to, amount));

        assertEq(dragons.balanceOf(ALICE), 100 - amount);
        assertEq(dragons.balanceOf(to), amount);
        assertEq(dragons.totalSupply(), 100);
    }

    function test_movesNothingToOneself() external {
        vm.prank(ALICE);
        assertTrue(dragons.transfer(ALICE, 100));

        assertEq(dragons.balanceOf(ALICE), 100);
    }

    function test_rejectsMoreThanHeld() external {
        vm.expectRevert(ERC20.InsufficientBalance.selector);
        vm.prank(ALICE);
        dragons.transfer(BOB, 101);
    }

    function test_rejectsRecipientsWhoWouldLoseThePoints() external {
        vm.prank(ALICE);
        dragons.approve(BOB, 100);

        _rejectsRecipient(address(0));
        _rejectsRecipient(address(dragons));
    }

    function testFuzz_spendsTheAllowance(uint256 allowed, uint256 amount) external {
        allowed = bound(allowed, 0, type(uint256).max - 1);
        amount = bound(amount, 0, 100);
        vm.prank(ALICE);
        dragons.approve(BOB, allowed);

        bool enough = amount <= allowed;
        if (!enough) vm.expectRevert(ERC20.InsufficientAllowance.selector);
        vm.prank(BOB);
        dragons.transferFrom(ALICE, BOB, amount);

        assertEq(dragons.balanceOf(BOB), enough ? amount : 0);
        assertEq(dragons.allowance(ALICE, BOB), enough ? allowed - amount : allowed);
    }

    /// @dev The base contract would give Permit2 everybody's points.
    function test_trustsNoSpenderUnasked() external {
        assertEq(dragons.allowance(ALICE, PERMIT2), 0);

        vm.expectRevert(ERC20.InsufficientAllowance.selector);
        vm.prank(PERMIT2);
        dragons.transferFrom(ALICE, PERMIT2, 1);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // permit
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_permits(address spender, uint256 value) external {
        _permit(ALICE_KEY, dragons, spender, value, 0);

        assertEq(dragons.allowance(ALICE, spender), value);
        assertEq(dragons.nonces(ALICE), 1);
    }

    function test_rejectsAPermitUsedBefore() external {
        _permit(ALICE_KEY, dragons, BOB, 10, 0);
        vm.prank(BOB);
        dragons.transferFrom(ALICE, BOB, 10);

        vm.expectRevert(ERC20.InvalidPermit.selector);
        this.permit(ALICE_KEY, dragons, BOB, 10, 0);
        assertEq(dragons.allowance(ALICE, BOB), 0);
    }

    function test_rejectsAPermitThatExpired() external {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, permitDigest(dragons, ALICE, BOB, 10, 0, NOW - 1));

        vm.expectRevert(ERC20.PermitExpired.selector);
        dragons.permit(ALICE, BOB, 10, NOW - 1, v, r, s);
    }

    function test_rejectsAPermitOfAnotherSignerTokenOrChain() external {
        CommunityPoints elves = newPoints(ELVES, "Dragon Points", "DRG", CAP);

        vm.expectRevert(ERC20.InvalidPermit.selector);
        this.permit(LEDGER_KEY, dragons, BOB, 10, 0);
        vm.expectRevert(ERC20.InvalidPermit.selector);
        this.permit(ALICE_KEY, elves, BOB, 10, 0);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, permitDigest(dragons, ALICE, BOB, 10, 0, NOW));
        vm.chainId(block.chainid + 1);
        vm.expectRevert(ERC20.InvalidPermit.selector);
        dragons.permit(ALICE, BOB, 10, NOW, v, r, s);
    }

    function testFuzz_nobodyPermitsForTheZeroAddress(uint8 v, bytes32 r, bytes32 s) external {
        vm.assume(v != 27 && v != 28);

        vm.expectRevert(ERC20.InvalidPermit.selector);
        dragons.permit(address(0), BOB, 10, NOW, v, r, s);
    }

    /// @dev From outside, so that what is expected to fail is the call and not the signing before it.
    function permit(uint256 key, CommunityPoints signedFor, address spender, uint256 value, uint256 nonce) external {
        _permit(key, signedFor, spender, value, nonce);
    }

    function _permit(uint256 key, CommunityPoints signedFor, address spender, uint256 value, uint256 nonce) private {
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, permitDigest(signedFor, ALICE, spender, value, nonce, block.timestamp));
        dragons.permit(ALICE, spender, value, block.timestamp, v, r, s);
    }

    function _rejectsRecipient(address to) private {
        bytes memory refusal = abi.encodeWithSelector(ICommunityPoints.CommunityPoints_InvalidRecipient.selector, to);
        vm.expectRevert(refusal);
        vm.prank(ALICE);
        dragons.transfer(to, 1);
        vm.expectRevert(refusal);
        vm.prank(BOB);
        dragons.transferFrom(ALICE, to, 1);
    }
}
