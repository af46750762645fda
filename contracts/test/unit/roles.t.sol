// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {UnitTest} from "./UnitTest.sol";

contract RolesTest is UnitTest {
    function test_beginsWithTheGivenRoles() public view {
        assertEq(escrow.owner(), admin);
        assertEq(escrow.pendingOwner(), address(0));
        assertEq(escrow.assigner(), assigner);
        assertEq(escrow.arbiter(), arbiter);
        assertEq(escrow.guardian(), guardian);
        assertEq(escrow.treasury(), treasury);
        assertFalse(escrow.paused());
    }

    function test_announcesTheGivenRoles() public {
        vm.expectEmit();
        emit Ownable.OwnershipTransferred(address(0), admin);
        vm.expectEmit();
        emit IEscrowRoles.AssignerChanged(address(0), assigner);
        vm.expectEmit();
        emit IEscrowRoles.ArbiterChanged(address(0), arbiter);
        vm.expectEmit();
        emit IEscrowRoles.GuardianChanged(address(0), guardian);
        vm.expectEmit();
        emit IEscrowRoles.TreasuryChanged(address(0), treasury);
        deploy(givenRoles());
    }

    function test_rejectsAnEmptyRoleAtTheBeginning() public {
        bytes memory zero = abi.encodeWithSelector(IEscrowRoles.EscrowRoles_ZeroAddress.selector);
        IEscrowRoles.Roles memory roles = givenRoles();
        roles.admin = address(0);
        assertNotDeployed(roles, abi.encodeWithSelector(Ownable.OwnableInvalidOwner.selector, address(0)));
        roles = givenRoles();
        roles.assigner = address(0);
        assertNotDeployed(roles, zero);
        roles = givenRoles();
        roles.arbiter = address(0);
        assertNotDeployed(roles, zero);
        roles = givenRoles();
        roles.guardian = address(0);
        assertNotDeployed(roles, zero);
        roles = givenRoles();
        roles.treasury = address(0);
        assertNotDeployed(roles, zero);
    }

    function test_guardianPauses() public {
        vm.expectEmit(address(escrow));
        emit IEscrowRoles.Paused(guardian);
        vm.prank(guardian);
        escrow.pause();

        assertTrue(escrow.paused());
        assertEq(escrow.assigner(), assigner);
        assertRefused(
            guardian,
            abi.encodeCall(IEscrowRoles.pause, ()),
            abi.encodeWithSelector(IEscrowRoles.EscrowRoles_Paused.selector)
        );
    }

    function test_guardianEndsThePause() public {
        assertRefused(
            guardian,
            abi.encodeCall(IEscrowRoles.unpause, ()),
            abi.encodeWithSelector(IEscrowRoles.EscrowRoles_NotPaused.selector)
        );
        vm.prank(guardian);
        escrow.pause();

        vm.expectEmit(address(escrow));
        emit IEscrowRoles.Unpaused(guardian);
        vm.prank(guardian);
        escrow.unpause();

        assertFalse(escrow.paused());
        assertEq(escrow.assigner(), assigner);
    }

    function test_nobodyElsePauses() public {
        assertOnly(guardian, abi.encodeCall(IEscrowRoles.pause, ()), IEscrowRoles.EscrowRoles_NotTheGuardian.selector);
        vm.prank(guardian);
        escrow.pause();
        assertOnly(guardian, abi.encodeCall(IEscrowRoles.unpause, ()), IEscrowRoles.EscrowRoles_NotTheGuardian.selector);
    }

    function test_theNewGuardianMayTheFormerMayNot() public {
        vm.prank(admin);
        escrow.setGuardian(stranger);

        assertOnly(stranger, abi.encodeCall(IEscrowRoles.pause, ()), IEscrowRoles.EscrowRoles_NotTheGuardian.selector);
    }

    function test_adminRotatesTheAssigner() public {
        vm.expectEmit(address(escrow));
        emit IEscrowRoles.AssignerChanged(assigner, stranger);
        vm.prank(admin);
        escrow.setAssigner(stranger);

        assertEq(escrow.assigner(), stranger);
        assertRoles(stranger, arbiter, guardian, treasury);
    }

    function test_adminRotatesTheAssignerDuringAPause() public {
        vm.prank(guardian);
        escrow.pause();

        vm.prank(admin);
        escrow.setAssigner(stranger);

        assertTrue(escrow.paused());
        assertEq(escrow.assigner(), stranger);
    }

    function test_adminRotatesTheArbiter() public {
        vm.expectEmit(address(escrow));
        emit IEscrowRoles.ArbiterChanged(arbiter, stranger);
        vm.prank(admin);
        escrow.setArbiter(stranger);

        assertRoles(assigner, stranger, guardian, treasury);
    }

    function test_adminRotatesTheGuardian() public {
        vm.expectEmit(address(escrow));
        emit IEscrowRoles.GuardianChanged(guardian, stranger);
        vm.prank(admin);
        escrow.setGuardian(stranger);

        assertRoles(assigner, arbiter, stranger, treasury);
    }

    function test_adminRotatesTheTreasury() public {
        vm.expectEmit(address(escrow));
        emit IEscrowRoles.TreasuryChanged(treasury, stranger);
        vm.prank(admin);
        escrow.setTreasury(stranger);

        assertRoles(assigner, arbiter, guardian, stranger);
    }

    function test_nobodyElseRotatesARole() public {
        bytes[4] memory calls = rotationsTo(stranger);
        for (uint256 i = 0; i < 4; ++i) {
            assertOnlyAdmin(calls[i]);
        }
    }

    function test_rejectsAnEmptyRole() public {
        bytes[4] memory calls = rotationsTo(address(0));
        for (uint256 i = 0; i < 4; ++i) {
            assertRefused(admin, calls[i], abi.encodeWithSelector(IEscrowRoles.EscrowRoles_ZeroAddress.selector));
        }
    }

    function test_adminHandsItselfOverInTwoSteps() public {
        vm.expectEmit(address(escrow));
        emit Ownable2Step.OwnershipTransferStarted(admin, stranger);
        vm.prank(admin);
        escrow.transferOwnership(stranger);
        assertEq(escrow.owner(), admin);
        assertEq(escrow.pendingOwner(), stranger);

        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] != stranger) {
                assertRefused(people[i], abi.encodeCall(Ownable2Step.acceptOwnership, ()), notAdmin(people[i]));
            }
        }
        vm.expectEmit(address(escrow));
        emit Ownable.OwnershipTransferred(admin, stranger);
        vm.prank(stranger);
        escrow.acceptOwnership();

        assertEq(escrow.owner(), stranger);
        assertEq(escrow.pendingOwner(), address(0));
        assertRefused(admin, rotationsTo(relayer)[0], notAdmin(admin));
        assertAllowed(stranger, rotationsTo(relayer)[0]);
    }

    function test_nobodyElseHandsTheAdminOver() public {
        assertOnlyAdmin(abi.encodeCall(Ownable.transferOwnership, (stranger)));
    }

    function test_adminCannotBeGivenUp() public {
        address[] memory people = everybody();
        bytes memory data = abi.encodeCall(Ownable.renounceOwnership, ());
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] != admin) assertRefused(people[i], data, notAdmin(people[i]));
        }
        assertRefused(admin, data, abi.encodeWithSelector(IEscrowRoles.EscrowRoles_AdminRequired.selector));
        assertEq(escrow.owner(), admin);
    }

    function assertRoles(address assigner_, address arbiter_, address guardian_, address treasury_) private view {
        assertEq(escrow.owner(), admin);
        assertEq(escrow.assigner(), assigner_);
        assertEq(escrow.arbiter(), arbiter_);
        assertEq(escrow.guardian(), guardian_);
        assertEq(escrow.treasury(), treasury_);
    }

    function assertOnlyAdmin(bytes memory data) private {
        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == admin) assertAllowed(admin, data);
            else assertRefused(people[i], data, notAdmin(people[i]));
        }
    }

    function notAdmin(address account) private pure returns (bytes memory) {
        return abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, account);
    }

    function rotationsTo(address account) private pure returns (bytes[4] memory) {
        return [
            abi.encodeCall(IEscrowRoles.setAssigner, (account)),
            abi.encodeCall(IEscrowRoles.setArbiter, (account)),
            abi.encodeCall(IEscrowRoles.setGuardian, (account)),
            abi.encodeCall(IEscrowRoles.setTreasury, (account))
        ];
    }

    function givenRoles() private view returns (IEscrowRoles.Roles memory) {
        return IEscrowRoles.Roles({
            admin: admin, assigner: assigner, arbiter: arbiter, guardian: guardian, treasury: treasury
        });
    }

    function deploy(IEscrowRoles.Roles memory roles) private returns (address deployed, bytes memory result) {
        bytes memory code = bytes.concat(vm.getCode("TaskEscrow.sol:TaskEscrow"), abi.encode(roles));
        assembly ("memory-safe") {
            deployed := create(0, add(code, 0x20), mload(code))
            if iszero(deployed) {
                result := mload(0x40)
                mstore(result, returndatasize())
                returndatacopy(add(result, 0x20), 0, returndatasize())
                mstore(0x40, add(add(result, 0x40), returndatasize()))
            }
        }
    }

    function assertNotDeployed(IEscrowRoles.Roles memory roles, bytes memory refusal) private {
        (address deployed, bytes memory result) = deploy(roles);
        assertEq(deployed, address(0));
        assertEq(result, refusal);
    }
}
