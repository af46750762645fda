// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {ICommunityPointsFactory} from "../../../src/interfaces/ICommunityPointsFactory.sol";
import {CommunityPointsFactory} from "../../../src/points/CommunityPointsFactory.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract RolesTest is PointsFixture {
    address internal immutable SUCCESSOR;
    uint256 internal immutable SUCCESSOR_KEY;

    constructor() {
        (SUCCESSOR, SUCCESSOR_KEY) = makeAddrAndKey("successor");
    }

    function test_startsWithTheGivenRoles() external view {
        assertEq(factory.owner(), ADMIN);
        assertEq(factory.issuer(), ISSUER);
        assertEq(factory.voucherSigner(), LEDGER);
    }

    function test_rejectsAnEmptyRoleAtTheStart() external {
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        new CommunityPointsFactory(ICommunityPointsFactory.Roles(address(0), ISSUER, LEDGER));
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroAddress.selector);
        new CommunityPointsFactory(ICommunityPointsFactory.Roles(ADMIN, address(0), LEDGER));
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroAddress.selector);
        new CommunityPointsFactory(ICommunityPointsFactory.Roles(ADMIN, ISSUER, address(0)));
    }

    function testFuzz_onlyTheAdminRotates(address caller) external {
        vm.assume(caller != ADMIN);

        vm.startPrank(caller);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
        factory.setIssuer(SUCCESSOR);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
        factory.setVoucherSigner(SUCCESSOR);
        vm.expectRevert(abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller));
        factory.transferOwnership(SUCCESSOR);
    }

    function test_rejectsEmptyingARole() external {
        vm.startPrank(ADMIN);
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroAddress.selector);
        factory.setIssuer(address(0));
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroAddress.selector);
        factory.setVoucherSigner(address(0));
    }

    function test_rotatesTheIssuer() external {
        vm.expectEmit(address(factory));
        emit ICommunityPointsFactory.IssuerChanged(ISSUER, SUCCESSOR);
        vm.prank(ADMIN);
        factory.setIssuer(SUCCESSOR);

        assertEq(factory.issuer(), SUCCESSOR);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_NotTheIssuer.selector, ISSUER, SUCCESSOR
            )
        );
        vm.prank(ISSUER);
        factory.create(ELVES, "Elf Points", "ELF", CAP);
        vm.prank(SUCCESSOR);
        assertTrue(factory.create(ELVES, "Elf Points", "ELF", CAP) != address(0));
    }

    function test_rotatesTheVoucherSignerAndVoidsItsVouchers() external {
        Voucher memory voucher = newVoucher(ALICE, 10);
        bytes32 digest = digestOf(dragons, voucher);

        vm.expectEmit(address(factory));
        emit ICommunityPointsFactory.VoucherSignerChanged(LEDGER, SUCCESSOR);
        vm.prank(ADMIN);
        factory.setVoucherSigner(SUCCESSOR);

        vm.expectRevert(
            abi.encodeWithSelector(ICommunityPoints.CommunityPoints_InvalidSignature.selector, SUCCESSOR, digest)
        );
        mintWith(dragons, voucher, sign(LEDGER_KEY, digest));
        mintWith(dragons, voucher, sign(SUCCESSOR_KEY, digest));
        assertEq(dragons.balanceOf(ALICE), 10);
    }

    function test_handsTheAdminOverInTwoSteps() external {
        vm.prank(ADMIN);
        factory.transferOwnership(SUCCESSOR);
        assertEq(factory.owner(), ADMIN);

        vm.prank(SUCCESSOR);
        factory.acceptOwnership();
        assertEq(factory.owner(), SUCCESSOR);
    }

    function testFuzz_nobodyRenouncesTheAdmin(address caller) external {
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_AdminRequired.selector);
        vm.prank(caller);
        factory.renounceOwnership();

        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_AdminRequired.selector);
        vm.prank(ADMIN);
        factory.renounceOwnership();
        assertEq(factory.owner(), ADMIN);
    }
}
