// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {ICommunityPointsFactory} from "../../../src/interfaces/ICommunityPointsFactory.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract SetCapTest is PointsFixture {
    function testFuzz_rejectsCallersOtherThanTheIssuer(address caller) external {
        vm.assume(caller != ISSUER);

        vm.expectRevert(
            abi.encodeWithSelector(ICommunityPointsFactory.CommunityPointsFactory_NotTheIssuer.selector, caller, ISSUER)
        );
        vm.prank(caller);
        factory.setCap(DRAGONS, type(uint96).max);
    }

    function test_rejectsACommunityWithoutPoints() external {
        vm.expectRevert(
            abi.encodeWithSelector(ICommunityPointsFactory.CommunityPointsFactory_NotCreated.selector, ELVES)
        );
        vm.prank(ISSUER);
        factory.setCap(ELVES, CAP);
    }

    function testFuzz_storesTheCapBesideTheAddress(uint96 cap) external {
        vm.expectEmit(address(factory));
        emit ICommunityPointsFactory.CapChanged(DRAGONS, CAP, cap);
        vm.prank(ISSUER);
        factory.setCap(DRAGONS, cap);

        assertEq(factory.capOf(DRAGONS), cap);
        assertEq(factory.pointsOf(DRAGONS), address(dragons));
    }

    function test_mintsUpToARaisedCap() external {
        give(dragons, ALICE, CAP);

        vm.prank(ISSUER);
        factory.setCap(DRAGONS, CAP + 7);

        give(dragons, ALICE, 7);
        assertEq(dragons.totalSupply(), CAP + 7);
    }

    function test_loweringBelowTheSupplyOnlyStopsMinting() external {
        give(dragons, ALICE, 100);
        vm.prank(ISSUER);
        factory.setCap(DRAGONS, 60);
        assertEq(dragons.balanceOf(ALICE), 100);

        Voucher memory voucher = newVoucher(BOB, 1);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        vm.expectRevert(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_CapExceeded.selector, 1, 0));
        mintWith(dragons, voucher, signature);

        vm.prank(ALICE);
        dragons.burn(40, "deposit");
        vm.expectRevert(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_CapExceeded.selector, 1, 0));
        mintWith(dragons, voucher, signature);

        vm.prank(ALICE);
        dragons.burn(1, "deposit");
        mintWith(dragons, voucher, signature);
        assertEq(dragons.totalSupply(), 60);
    }

    function test_aCapOfZeroClosesMinting() external {
        vm.prank(ISSUER);
        factory.setCap(DRAGONS, 0);

        Voucher memory voucher = newVoucher(BOB, 1);
        bytes memory signature = sign(LEDGER_KEY, digestOf(dragons, voucher));
        vm.expectRevert(abi.encodeWithSelector(ICommunityPoints.CommunityPoints_CapExceeded.selector, 1, 0));
        mintWith(dragons, voucher, signature);
    }
}
