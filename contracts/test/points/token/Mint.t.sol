// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ERC20} from "solady/tokens/ERC20.sol";
import {LibClone} from "solady/utils/LibClone.sol";

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {CommunityPointsFactory} from "../../../src/points/CommunityPointsFactory.sol";
import {PointsFixture} from "../support/PointsFixture.sol";
import {BombWallet, GreedyWallet, MistakenWallet, Wallet} from "../support/Wallets.sol";

contract MintTest is PointsFixture {
    uint256 private constant CURVE_ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    // ---------------------------------------------------------------------------------------------------------------
    // What is minted
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_mintsWhatTheVoucherSays(Voucher memory voucher, address carrier) external {
        voucher = _valid(voucher);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));

        vm.expectEmit(address(dragons));
        emit ERC20.Transfer(address(0), voucher.to, voucher.amount);
        vm.expectEmit(address(dragons));
        emit ICommunityPoints.Minted(voucher.id, voucher.to, voucher.amount);
        vm.prank(carrier);
        dragons.mint(voucher.id, voucher.to, voucher.amount, voucher.validUntil, signature);

        assertEq(dragons.balanceOf(voucher.to), voucher.amount);
        assertEq(dragons.totalSupply(), voucher.amount);
        assertTrue(dragons.isVoucherUsed(voucher.id));
    }

    function testFuzz_marksNoOtherVoucher(uint256 id, uint256 other) external {
        vm.assume(id != other);

        mint(dragons, Voucher(id, ALICE, 1, NOW));

        assertFalse(dragons.isVoucherUsed(other));
        mint(dragons, Voucher(other, ALICE, 1, NOW));
        assertEq(dragons.totalSupply(), 2);
    }

    /// @dev The digest that the tests sign is the one that a browser's library (viem 2.57) gives for the same message.
    function test_signsWhatABrowserSigns() external pure {
        bytes32 structHash = keccak256(
            abi.encode(
                keccak256("Voucher(uint256 id,address to,uint256 amount,uint256 validUntil)"),
                7,
                address(0xA1),
                150,
                NOW + 1 hours
            )
        );

        assertEq(
            digestOf(domainOf("Dragon Points", 31337, address(0xD1)), structHash),
            0xe4b4940ad1dcd796b79c6a99feedeeae2c0c3926f5e375ff301b99e93fb916bb
        );
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Once, in time, within the cap
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_mintsOncePerVoucher(Voucher memory voucher, uint256 again) external {
        voucher = _valid(voucher);
        voucher.amount = bound(voucher.amount, 1, CAP / 2);
        mint(dragons, voucher);

        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, voucher.id));
        mintWith(dragons, voucher, signature);

        // The same number on another voucher of the ledger is no second life.
        voucher.amount = bound(again, 1, CAP / 2);
        voucher.to = BOB;
        signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, voucher.id));
        mintWith(dragons, voucher, signature);
    }

    function test_aBurnDoesNotReviveTheVoucher() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        mint(dragons, voucher);
        vm.prank(ALICE);
        dragons.burn(10, "deposit");

        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, voucher.id));
        mintWith(dragons, voucher, signature);
    }

    function test_mintsInTheLastSecondAndNotInTheNext() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        Voucher memory late = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, late));

        vm.warp(voucher.validUntil);
        mint(dragons, voucher);
        vm.warp(voucher.validUntil + 1);
        _expectRefusal(
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_SignatureExpired.selector, late.validUntil, late.validUntil + 1
            )
        );
        mintWith(dragons, late, signature);
    }

    function testFuzz_neverExceedsTheCap(uint96 cap, uint256 first, uint256 second) external {
        cap = uint96(bound(cap, 1, type(uint96).max));
        CommunityPoints elves = newPoints(ELVES, "Elf Points", "ELF", cap);
        first = bound(first, 1, cap);
        second = bound(second, 1, type(uint256).max);
        give(elves, ALICE, first);

        Voucher memory voucher = newVoucher(BOB, second);
        bytes memory signature = sign(LEDGER_KEY, digestOf(elves, voucher));
        if (second > cap - first) {
            _expectRefusal(
                abi.encodeWithSelector(
                    ICommunityPoints.CommunityPoints_CapExceeded.selector, second, uint256(cap) - first
                )
            );
        }
        mintWith(elves, voucher, signature);

        assertLe(elves.totalSupply(), cap);
        assertEq(elves.isVoucherUsed(voucher.id), second <= cap - first);
    }

    function test_aBurnMakesRoomUnderTheCap() external {
        give(dragons, ALICE, CAP);
        vm.prank(ALICE);
        dragons.burn(4, "deposit");

        give(dragons, BOB, 4);
        assertEq(dragons.totalSupply(), CAP);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Malformed
    // ---------------------------------------------------------------------------------------------------------------

    function test_rejectsRecipientsWhoWouldLoseThePoints() external {
        _rejectsRecipient(address(0));
        _rejectsRecipient(address(dragons));
    }

    function test_rejectsNothing() external {
        Voucher memory voucher = newVoucher(ALICE, 0);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));

        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_ZeroAmount.selector));
        mintWith(dragons, voucher, signature);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Signatures
    // ---------------------------------------------------------------------------------------------------------------

    function testFuzz_rejectsSignersOtherThanTheLedger(uint256 key) external {
        key = boundPrivateKey(key);
        vm.assume(key != LEDGER_KEY);
        Voucher memory voucher = newVoucher(ALICE, 10);

        _rejects(dragons, voucher, sign(key, digestOf(dragons, voucher)));
    }

    function testFuzz_rejectsAChangedVoucher(Voucher memory voucher, uint256 field, uint256 change) external {
        voucher = _valid(voucher);
        voucher.validUntil = bound(voucher.validUntil, NOW, NOW + 365 days);
        voucher.amount = bound(voucher.amount, 1, CAP / 2);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));

        field = bound(field, 0, 3);
        if (field == 0) voucher.id ^= bound(change, 1, type(uint256).max);
        if (field == 1) voucher.to = address(uint160(voucher.to) ^ uint160(bound(change, 1, 0xffff)));
        if (field == 2) voucher.amount += bound(change, 1, CAP / 2);
        if (field == 3) voucher.validUntil += bound(change, 1, 365 days);
        vm.assume(voucher.to != address(0) && voucher.to != address(dragons));

        _rejects(dragons, voucher, signature);
    }

    function test_rejectsVoucherOfAnotherToken() external {
        CommunityPoints elves = newPoints(ELVES, "Dragon Points", "DRG", CAP);
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(elves, voucher));

        _rejects(dragons, voucher, signature);
        mintWith(elves, voucher, signature);
    }

    function test_rejectsVoucherOfAnotherFactoryOfTheSameKey() external {
        CommunityPointsFactory other = newFactory();
        vm.prank(ISSUER);
        CommunityPoints twin = CommunityPoints(other.create(DRAGONS, "Dragon Points", "DRG", CAP));
        Voucher memory voucher = newVoucher(ALICE, 10);

        _rejects(dragons, voucher, sign(LEDGER_KEY, digestOf(twin, voucher)));
    }

    function test_rejectsVoucherOfAnotherChain() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));

        vm.chainId(block.chainid + 1);

        _rejects(dragons, voucher, signature);
        mint(dragons, voucher);
    }

    function test_rejectsAPermitOfTheLedgerAsAVoucher() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes32 digest = permitDigest(dragons, LEDGER, ALICE, 10, 0, voucher.validUntil);

        _rejects(dragons, voucher, sign(LEDGER_KEY, digest));
    }

    /// @dev The other root of the same signature, which everybody can compute, is refused before the mint and after it.
    function test_rejectsTheMalleatedSignature() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(LEDGER_KEY, digestOf(dragons, voucher));
        bytes memory malleated = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));

        _rejects(dragons, voucher, malleated);
        mintWith(dragons, voucher, abi.encodePacked(r, s, v));
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, voucher.id));
        mintWith(dragons, voucher, malleated);
    }

    function testFuzz_rejectsBytesThatAreNoSignature(bytes calldata signature) external {
        _rejects(dragons, newVoucher(ALICE, 10), signature);
    }

    function test_rejectsSignaturesOfOtherLengths() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));

        _rejects(dragons, voucher, "");
        _rejects(dragons, voucher, bytes.concat(signature, hex"00"));
        assembly ("memory-safe") {
            mstore(signature, 64)
        }
        _rejects(dragons, voucher, signature);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Contract signers
    // ---------------------------------------------------------------------------------------------------------------

    function test_acceptsAContractAsTheLedger() external {
        (address owner, uint256 key) = makeAddrAndKey("owner of the wallet");
        _signVouchersWith(address(new Wallet(owner)));
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes32 digest = digestOf(dragons, voucher);

        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_InvalidSignature.selector, factory.voucherSigner(), digest
            )
        );
        mintWith(dragons, voucher, sign(LEDGER_KEY, digest));
        mintWith(dragons, voucher, sign(key, digest));
        assertEq(dragons.balanceOf(ALICE), 10);
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, voucher.id));
        mintWith(dragons, voucher, sign(key, digest));
    }

    /// @dev An account that delegates its code (EIP-7702) to something without ERC-1271 still has its key.
    function test_acceptsTheKeyOfADelegatedAccount() external {
        vm.etch(LEDGER, abi.encodePacked(hex"ef0100", address(factory)));

        give(dragons, ALICE, 10);
        assertEq(dragons.balanceOf(ALICE), 10);
    }

    function test_rejectsAContractThatAnswersWrongly() external {
        _signVouchersWith(address(new MistakenWallet()));
        _rejects(dragons, newVoucher(ALICE, 10), "");

        _signVouchersWith(address(factory));
        _rejects(dragons, newVoucher(ALICE, 10), "");
    }

    function test_rejectsAContractThatBurnsItsGas() external {
        _signVouchersWith(address(new GreedyWallet()));
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes32 digest = digestOf(dragons, voucher);

        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_InvalidSignature.selector, factory.voucherSigner(), digest
            )
        );
        dragons.mint{gas: 5_000_000}(voucher.id, voucher.to, voucher.amount, voucher.validUntil, "");
    }

    /// @dev The answer's tail is not copied: its megabyte costs the wallet what it costs, and the mint nothing more.
    function test_doesNotCopyAMegabyteAnswer() external {
        BombWallet bomb = new BombWallet();
        uint256 before = gasleft();
        (bool done,) = address(bomb).staticcall{gas: 5_000_000}("");
        uint256 alone = before - gasleft();
        assertTrue(done);
        _signVouchersWith(address(bomb));
        Voucher memory voucher = newVoucher(ALICE, 10);

        before = gasleft();
        dragons.mint(voucher.id, voucher.to, voucher.amount, voucher.validUntil, "");
        assertLt(before - gasleft(), alone + 200_000);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Tokens that are none
    // ---------------------------------------------------------------------------------------------------------------

    function test_theImplementationMintsNothing() external {
        CommunityPoints implementation = CommunityPoints(factory.implementation());
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(implementation, voucher));

        _expectRefusal(
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_NotRegistered.selector,
                address(implementation),
                factory.pointsOf(implementation.communityId())
            )
        );
        mintWith(implementation, voucher, signature);
        assertEq(implementation.totalSupply(), 0);
    }

    /// @dev Even if the ledger could be led to sign for a copy of the very same bytes.
    function test_aCopyMintsNothing() external {
        address copy =
            LibClone.clone(factory.implementation(), abi.encodePacked(DRAGONS, uint8(13), "Dragon Points", "DRG"));
        assertEq(copy.codehash, address(dragons).codehash);
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(CommunityPoints(copy), voucher));

        _expectRefusal(
            abi.encodeWithSelector(ICommunityPoints.CommunityPoints_NotRegistered.selector, copy, address(dragons))
        );
        mintWith(CommunityPoints(copy), voucher, signature);
    }

    function test_acceptsNoEth() external {
        vm.deal(CARRIER, 1 ether);

        vm.startPrank(CARRIER);
        (bool sent,) = address(dragons).call{value: 1}("");
        assertFalse(sent);
        (sent,) = address(dragons).call{value: 1}(abi.encodeCall(dragons.burn, (1, "deposit")));
        assertFalse(sent);
    }

    function _valid(Voucher memory voucher) private view returns (Voucher memory) {
        vm.assume(voucher.to != address(0) && voucher.to != address(dragons));
        voucher.amount = bound(voucher.amount, 1, CAP);
        voucher.validUntil = bound(voucher.validUntil, NOW, type(uint256).max);
        return voucher;
    }

    function _signVouchersWith(address signer) private {
        vm.prank(ADMIN);
        factory.setVoucherSigner(signer);
    }

    function _rejectsRecipient(address to) private {
        Voucher memory voucher = newVoucher(to, 10);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        _expectRefusal(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_InvalidRecipient.selector, to));
        mintWith(dragons, voucher, signature);
    }

    function _rejects(CommunityPoints points, Voucher memory voucher, bytes memory signature) private {
        address signer = factory.voucherSigner();
        bytes32 digest = digestOf(points, voucher);
        _expectRefusal(
            abi.encodeWithSelector(ICommunityPoints.CommunityPoints_InvalidSignature.selector, signer, digest)
        );
        mintWith(points, voucher, signature);
        assertFalse(points.isVoucherUsed(voucher.id));
    }

    function _expectRefusal(bytes memory refusal) private {
        vm.expectRevert(refusal);
    }
}
