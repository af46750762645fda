// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {LibClone} from "solady/utils/LibClone.sol";

import {ICommunityPointsFactory} from "../../../src/interfaces/ICommunityPointsFactory.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {CommunityPointsFactory} from "../../../src/points/CommunityPointsFactory.sol";
import {PointsFixture} from "../support/PointsFixture.sol";

contract CreateTest is PointsFixture {
    string internal constant LONGEST = "0123456789012345678901234567890";
    string internal constant TOO_LONG = "01234567890123456789012345678901";

    function testFuzz_rejectsCallersOtherThanTheIssuer(address caller) external {
        vm.assume(caller != ISSUER);

        vm.expectRevert(
            abi.encodeWithSelector(ICommunityPointsFactory.CommunityPointsFactory_NotTheIssuer.selector, caller, ISSUER)
        );
        vm.prank(caller);
        factory.create(ELVES, "Elf Points", "ELF", CAP);
    }

    function test_rejectsASecondTokenOfACommunity() external {
        bytes memory expected = abi.encodeWithSelector(
            ICommunityPointsFactory.CommunityPointsFactory_AlreadyCreated.selector, DRAGONS, address(dragons)
        );

        vm.startPrank(ISSUER);
        vm.expectRevert(expected);
        factory.create(DRAGONS, "Dragon Points", "DRG", CAP);
        vm.expectRevert(expected);
        factory.create(DRAGONS, "Other Points", "OTH", CAP + 1);
    }

    function test_rejectsCommunityZero() external {
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroCommunity.selector);
        vm.prank(ISSUER);
        factory.create(0, "Nobody's Points", "NOB", CAP);
    }

    function test_rejectsNamesOutOfBounds() external {
        vm.startPrank(ISSUER);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_NameLengthOutOfRange.selector, 0, 1, 31
            )
        );
        factory.create(ELVES, "", "ELF", CAP);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_NameLengthOutOfRange.selector, 32, 1, 31
            )
        );
        factory.create(ELVES, TOO_LONG, "ELF", CAP);
    }

    function test_rejectsSymbolsOutOfBounds() external {
        vm.startPrank(ISSUER);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_SymbolLengthOutOfRange.selector, 0, 1, 31
            )
        );
        factory.create(ELVES, "Elf Points", "", CAP);
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_SymbolLengthOutOfRange.selector, 32, 1, 31
            )
        );
        factory.create(ELVES, "Elf Points", TOO_LONG, CAP);
    }

    function test_predictRejectsWhatCreateRejects() external {
        vm.expectRevert(ICommunityPointsFactory.CommunityPointsFactory_ZeroCommunity.selector);
        factory.predict(0, "Nobody's Points", "NOB");
        vm.expectRevert(
            abi.encodeWithSelector(
                ICommunityPointsFactory.CommunityPointsFactory_NameLengthOutOfRange.selector, 32, 1, 31
            )
        );
        factory.predict(ELVES, TOO_LONG, "ELF");
    }

    function test_createsPointsAtThePredictedAddress() external {
        address predicted = factory.predict(ELVES, "Elf Points", "ELF");
        assertEq(predicted.code.length, 0);

        vm.expectEmit(address(factory));
        emit ICommunityPointsFactory.PointsCreated(ELVES, predicted, CAP);
        CommunityPoints elves = newPoints(ELVES, "Elf Points", "ELF", CAP);

        assertEq(address(elves), predicted);
        assertEq(factory.pointsOf(ELVES), predicted);
        assertEq(factory.capOf(ELVES), CAP);
        assertEq(elves.name(), "Elf Points");
        assertEq(elves.symbol(), "ELF");
        assertEq(elves.decimals(), 0);
        assertEq(elves.communityId(), ELVES);
        assertEq(elves.factory(), address(factory));
        assertEq(elves.totalSupply(), 0);
    }

    function test_leavesOtherCommunitiesAlone() external {
        newPoints(ELVES, "Elf Points", "ELF", 5);

        assertEq(factory.pointsOf(DRAGONS), address(dragons));
        assertEq(factory.capOf(DRAGONS), CAP);
        assertEq(factory.pointsOf(ELVES + 1), address(0));
    }

    function test_acceptsTheLongestNameAndSymbol() external {
        CommunityPoints points = newPoints(ELVES, LONGEST, LONGEST, type(uint96).max);

        assertEq(points.name(), LONGEST);
        assertEq(points.symbol(), LONGEST);
        assertEq(factory.capOf(ELVES), type(uint96).max);
    }

    function test_keepsTheSameNameApartForTwoCommunities() external {
        CommunityPoints twin = newPoints(ELVES, "Dragon Points", "DRG", CAP);

        assertTrue(address(twin) != address(dragons));
        assertTrue(twin.DOMAIN_SEPARATOR() != dragons.DOMAIN_SEPARATOR());
    }

    /// @dev Whatever bytes: also zeros at the ends, which readers of code are prone to lose.
    function testFuzz_readsBackAnyNameAndSymbol(uint64 communityId, bytes32 name, bytes32 symbol, uint256 lengths)
        external
    {
        vm.assume(communityId != 0 && communityId != DRAGONS);
        string memory wantedName = _cut(name, bound(lengths & 0xff, 1, 31));
        string memory wantedSymbol = _cut(symbol, bound(lengths >> 248, 1, 31));

        address predicted = factory.predict(communityId, wantedName, wantedSymbol);
        CommunityPoints points = newPoints(communityId, wantedName, wantedSymbol, CAP);

        assertEq(address(points), predicted);
        assertEq(points.communityId(), communityId);
        assertEq(bytes(points.name()), bytes(wantedName));
        assertEq(bytes(points.symbol()), bytes(wantedSymbol));
        assertEq(points.DOMAIN_SEPARATOR(), domainOf(wantedName, block.chainid, predicted));
    }

    /// @dev Moving the border between name and symbol gives another address, though the bytes in a row are the same.
    function testFuzz_bindsTheAddressToTheBorderOfNameAndSymbol(uint256 border, uint256 otherBorder) external view {
        border = bound(border, 1, 30);
        otherBorder = bound(otherBorder, 1, 30);
        vm.assume(border != otherBorder);
        bytes32 text = "0123456789012345678901234567890";

        address here = factory.predict(ELVES, _cut(text, border), _tail(text, border));
        address there = factory.predict(ELVES, _cut(text, otherBorder), _tail(text, otherBorder));

        assertTrue(here != there);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Squatting
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev An attacker sees the creation coming and deploys the very same code first. It lies elsewhere, since the address is
    /// bound to who deploys; the creation goes through.
    function test_cannotBeSquattedByAFrontRunner() external {
        address predicted = factory.predict(ELVES, "Elf Points", "ELF");
        bytes memory args = abi.encodePacked(ELVES, uint8(10), "Elf Points", "ELF");
        vm.prank(CARRIER);
        address copy = LibClone.cloneDeterministic(factory.implementation(), args, bytes32(0));
        assertEq(CommunityPoints(copy).name(), "Elf Points");

        CommunityPoints elves = newPoints(ELVES, "Elf Points", "ELF", CAP);

        assertEq(address(elves), predicted);
        assertTrue(copy != predicted);
        assertEq(copy.codehash, predicted.codehash);
    }

    function test_cannotBeSquattedByEthSentAhead() external {
        address predicted = factory.predict(ELVES, "Elf Points", "ELF");
        vm.deal(predicted, 1 ether);

        CommunityPoints elves = newPoints(ELVES, "Elf Points", "ELF", CAP);

        assertEq(address(elves), predicted);
        assertEq(elves.totalSupply(), 0);
    }

    function test_anotherFactoryMakesOtherAddresses() external {
        CommunityPointsFactory other = newFactory();

        assertTrue(other.predict(ELVES, "Elf Points", "ELF") != factory.predict(ELVES, "Elf Points", "ELF"));
    }

    function _cut(bytes32 text, uint256 length) private pure returns (string memory) {
        bytes memory cut = abi.encodePacked(text);
        assembly ("memory-safe") {
            mstore(cut, length)
        }
        return string(cut);
    }

    function _tail(bytes32 text, uint256 from) private pure returns (string memory) {
        return _cut(text << (8 * from), 31 - from);
    }
}
