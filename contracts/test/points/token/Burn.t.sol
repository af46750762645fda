// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {PointsFixture} from "../support/PointsFixture.sol";
import {Wallet} from "../support/Wallets.sol";

contract BurnTest is PointsFixture {
    function setUp() public override {
        super.setUp();
        give(dragons, ALICE, 100);
        give(dragons, BOB, 50);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // burn
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_burnsWithAReference(uint256 amount, bytes32 depositReference) external {
        amount = bound(amount, 1, 100);

        vm.expectEmit(address(dragons));
        emit ERC20.Transfer(ALICE, address(0), amount);
        vm.expectEmit(address(dragons));
        emit ICommunityPoints.Burned(ALICE, depositReference, amount);
        vm.prank(ALICE);
        dragons.burn(amount, depositReference);

        assertEq(dragons.balanceOf(ALICE), 100 - amount);
        assertEq(dragons.balanceOf(BOB), 50);
        assertEq(dragons.totalSupply(), 150 - amount);
    }

    function test_rejectsBurningNothing() external {
        vm.expectRevert(ICommunityPoints.CommunityPoints_ZeroAmount.selector);
        vm.prank(ALICE);
        dragons.burn(0, "deposit");
    }

    function testFuzz_rejectsBurningMoreThanHeld(uint256 amount) external {
        amount = bound(amount, 101, type(uint256).max);

        vm.expectRevert(ERC20.InsufficientBalance.selector);
        vm.prank(ALICE);
        dragons.burn(amount, "deposit");
    }

    // ---------------------------------------------------------------------------------------------------------------
    // burnSigned
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_burnsByTheHoldersSignature(uint256 amount, bytes32 depositReference, address carrier) external {
        SignedBurn memory burn = newBurn(ALICE, bound(amount, 1, 100));
        burn.depositReference = depositReference;
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));

        vm.expectEmit(address(dragons));
        emit ERC20.Transfer(ALICE, address(0), burn.amount);
        vm.expectEmit(address(dragons));
        emit ICommunityPoints.Burned(ALICE, depositReference, burn.amount);
        vm.prank(carrier);
        dragons.burnSigned(ALICE, burn.amount, depositReference, burn.validUntil, signature);

        assertEq(dragons.balanceOf(ALICE), 100 - burn.amount);
        assertEq(dragons.totalSupply(), 150 - burn.amount);
        assertEq(dragons.nonces(ALICE), 1);
    }

    /// @dev The digest that the tests sign is the one that a browser's library (viem 2.57) gives for the same message.
    function test_signsWhatABrowserSigns() external pure {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256(
                    "Burn(address holder,uint256 amount,bytes32 depositReference,uint256 nonce,uint256 validUntil)"
                ),
                address(0xA1),
                150,
                bytes32("deposit"),
                3,
                NOW + 1 hours
            )
        );

        assertEq(
            digestOf(domainOf("Dragon Points", 31337, address(0xD1)), structHash),
            0x7501300f4d452d51be40d9759c08a0e9419c0992a87fe499d414ea40c6b94bad
        );
    }

    function test_burnsInTheLastSecondAndNotInTheNext() external {
        SignedBurn memory burn = newBurn(ALICE, 10);
        vm.warp(burn.validUntil);
        _burnSigned(burn, sign(ALICE_KEY, digestOf(dragons, burn)));

        burn.nonce = 1;
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));
        vm.warp(burn.validUntil + 1);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_SignatureExpired.selector, burn.validUntil, burn.validUntil + 1
            )
        );
        _burnSigned(burn, signature);
    }

    function test_rejectsASecondUse() external {
        SignedBurn memory burn = newBurn(ALICE, 10);
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));
        _burnSigned(burn, signature);

        burn.nonce = 1;
        _rejects(burn, signature);
    }

    function test_rejectsWhatAPermitOvertook() external {
        SignedBurn memory burn = newBurn(ALICE, 10);
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(ALICE_KEY, permitDigest(dragons, ALICE, BOB, 1, 0, block.timestamp));
        dragons.permit(ALICE, BOB, 1, block.timestamp, v, r, s);

        burn.nonce = 1;
        _rejects(burn, signature);
    }

    function testFuzz_rejectsOtherSigners(uint256 key) external {
        key = boundPrivateKey(key);
        vm.assume(key != ALICE_KEY);
        SignedBurn memory burn = newBurn(ALICE, 10);

        _rejects(burn, sign(key, digestOf(dragons, burn)));
    }

    /// @dev Somebody whom the holder allowed to spend cannot have the holder's points credited to themselves.
    function test_rejectsASpenderWithAnAllowance() external {
        (address spender, uint256 key) = makeAddrAndKey("spender");
        vm.prank(ALICE);
        dragons.approve(spender, 100);
        SignedBurn memory burn = newBurn(ALICE, 10);
        bytes memory signature = sign(key, digestOf(dragons, burn));

        vm.startPrank(spender);
        _rejects(burn, signature);
    }

    function testFuzz_rejectsAChangedBurn(uint256 field, uint256 change) external {
        SignedBurn memory burn = newBurn(ALICE, 10);
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));

        field = bound(field, 0, 3);
        if (field == 0) burn.holder = BOB;
        if (field == 1) burn.amount += bound(change, 1, 90);
        if (field == 2) burn.depositReference ^= bytes32(bound(change, 1, type(uint256).max));
        if (field == 3) burn.validUntil += bound(change, 1, 365 days);

        _rejects(burn, signature);
    }

    function test_rejectsBurnsOfAnotherTokenAndChain() external {
        CommunityPoints elves = newPoints(ELVES, "Dragon Points", "DRG", CAP);
        SignedBurn memory burn = newBurn(ALICE, 10);
        _rejects(burn, sign(ALICE_KEY, digestOf(elves, burn)));

        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));
        vm.chainId(block.chainid + 1);
        _rejects(burn, signature);
    }

    function test_rejectsAVoucherOrAPermitAsABurn() external {
        SignedBurn memory burn = newBurn(ALICE, 10);
        _rejects(burn, sign(ALICE_KEY, digestOf(dragons, Voucher(0, ALICE, 10, burn.validUntil))));
        _rejects(burn, sign(ALICE_KEY, permitDigest(dragons, ALICE, address(this), 10, 0, burn.validUntil)));
    }

    function test_aRefusedBurnUsesUpNoNonce() external {
        SignedBurn memory tooMuch = newBurn(ALICE, 101);
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, tooMuch));
        vm.expectRevert(ERC20.InsufficientBalance.selector);
        _burnSigned(tooMuch, signature);

        SignedBurn memory nothing = newBurn(ALICE, 0);
        signature = sign(ALICE_KEY, digestOf(dragons, nothing));
        vm.expectRevert(ICommunityPoints.CommunityPoints_ZeroAmount.selector);
        _burnSigned(nothing, signature);

        assertEq(dragons.nonces(ALICE), 0);
    }

    /// @dev Nobody burns what the zero address holds, though a broken signature recovers to zero.
    function test_rejectsTheZeroAddressAsHolder() external {
        SignedBurn memory burn = newBurn(address(0), 1);

        _rejects(burn, new bytes(65));
        _rejects(burn, "");
    }

    function test_acceptsAContractWallet() external {
        Wallet wallet = new Wallet(ALICE);
        give(dragons, address(wallet), 30);
        SignedBurn memory burn = newBurn(address(wallet), 30);
        bytes memory signature = sign(ALICE_KEY, digestOf(dragons, burn));

        _burnSigned(burn, signature);
        assertEq(dragons.balanceOf(address(wallet)), 0);
        give(dragons, address(wallet), 30);
        burn.nonce = 1;
        _rejects(burn, signature);
    }

    function _burnSigned(SignedBurn memory burn, bytes memory signature) private {
        dragons.burnSigned(burn.holder, burn.amount, burn.depositReference, burn.validUntil, signature);
    }

    function _rejects(SignedBurn memory burn, bytes memory signature) private {
        bytes32 digest = digestOf(dragons, burn);
        vm.expectRevert(
            abi.encodeWithSelector(ICommunityPoints.CommunityPoints_InvalidSignature.selector, burn.holder, digest)
        );
        _burnSigned(burn, signature);
    }
}
