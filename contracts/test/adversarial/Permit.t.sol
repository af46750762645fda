// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {AdversarialTest, Exit, Purse} from "./support/AdversarialTest.sol";
import {Reenterer} from "./support/Receivers.sol";
import {PermitMood, PermitToken} from "./support/Tokens.sol";

/// @notice Permits that fail, misbehave, or were carried to the token by somebody else first.
contract PermitTest is AdversarialTest {
    PermitToken private _odd;
    ITaskEscrow.Terms private _terms;

    function setUp() public override {
        super.setUp();
        _odd = new PermitToken();
        _odd.mint(publisher, 10 ether);
        _terms = termsFor(Exit.Cancel, address(_odd));
    }

    function fundingByPermit() private view returns (bytes memory) {
        return abi.encodeCall(escrow.fundWithPermit, (_terms, FOREVER, 27, REASON, REASON));
    }

    function signPermit(uint256 amount) private view returns (uint8 v, bytes32 r, bytes32 s) {
        bytes32 permit = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                publisher,
                address(escrow),
                amount,
                token.nonces(publisher),
                FOREVER
            )
        );
        return vm.sign(publisherKey, keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), permit)));
    }

    function test_aFrontRunPermitFundsAllTheSame() public {
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        ITaskEscrow.Terms memory terms = tokenTerms();
        (uint8 v, bytes32 r, bytes32 s) = signPermit(TOTAL);
        Purse memory was = purseOf(address(token));
        vm.prank(stranger);
        token.permit(publisher, address(escrow), TOTAL, FOREVER, v, r, s);

        assertAccepted(by(publisher, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, v, r, s))));

        assertEq(token.balanceOf(address(escrow)), was.escrow + TOTAL);
        assertEq(token.balanceOf(publisher), was.publisher - TOTAL);
        assertStatus(keyOf(terms), Status.Open);
    }

    /// @dev A stranger who carries the publisher's permit in a funding of their own uses their own money, not the
    /// publisher's: who sends is who pays.
    function test_aStolenPermitTakesNothing() public {
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        ITaskEscrow.Terms memory terms = tokenTerms();
        (uint8 v, bytes32 r, bytes32 s) = signPermit(TOTAL);
        Purse memory was = purseOf(address(token));

        (bool ok,) = send(by(stranger, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, v, r, s))), PLENTY);

        assertFalse(ok);
        assertUnmoved(address(token), was);
        assertEq(token.nonces(publisher), 0);
    }

    function test_aPermitForLessIsRefused() public {
        vm.prank(publisher);
        token.approve(address(escrow), 0);
        (uint8 v, bytes32 r, bytes32 s) = signPermit(TOTAL - 1);
        Purse memory was = purseOf(address(token));

        (bool ok,) =
            send(by(publisher, abi.encodeCall(escrow.fundWithPermit, (tokenTerms(), FOREVER, v, r, s))), PLENTY);

        assertFalse(ok);
        assertUnmoved(address(token), was);
    }

    function failingPermit(PermitMood mood) private {
        _odd.setMood(mood);
        Purse memory was = purseOf(address(_odd));
        (bool ok,) = send(by(publisher, fundingByPermit()), PLENTY);
        assertFalse(ok, "funded without allowance");
        assertUnmoved(address(_odd), was);

        vm.prank(publisher);
        _odd.approve(address(escrow), TOTAL);
        assertAccepted(by(publisher, fundingByPermit()));
        assertEq(_odd.balanceOf(address(escrow)), TOTAL);
        assertEq(_odd.balanceOf(publisher), 10 ether - TOTAL);
    }

    function test_aRefusedPermitFundsByTheAllowanceOnly() public {
        failingPermit(PermitMood.Refuses);
    }

    function test_aBombingPermitFundsByTheAllowanceOnly() public {
        failingPermit(PermitMood.ReturnBomb);
    }

    function test_aBurningPermitFundsByTheAllowanceOnly() public {
        failingPermit(PermitMood.BurnsGas);
    }

    /// @dev The permit calls its owner, who funds the same terms inside: one task, one payment.
    function test_aPermitThatLetsItsOwnerFundInsideOpensOneTask() public {
        vm.prank(publisher);
        _odd.approve(address(escrow), 2 * TOTAL);
        _odd.setMood(PermitMood.CallsOwner);
        address payload = makeAddr("payload");
        vm.etch(payload, abi.encodeCall(escrow.fund, (_terms)));
        vm.etch(publisher, address(new Reenterer(address(escrow), payload, 0)).code);

        assertRefused(by(publisher, fundingByPermit()), ITaskEscrow.TaskEscrow_WrongStatus.selector);

        assertEq(_odd.balanceOf(address(escrow)), 0);
        assertStatus(keyOf(_terms), Status.None);
    }

    /// @dev The permit calls its owner, who funds other terms inside: two tasks, two payments.
    function test_aPermitThatLetsItsOwnerFundAnotherInsideOpensTwoPaidTasks() public {
        _odd.setMood(PermitMood.CallsOwner);
        vm.prank(publisher);
        _odd.approve(address(escrow), 3 * TOTAL);
        ITaskEscrow.Terms memory other = _terms;
        other.content = keccak256("other");
        address payload = makeAddr("payload");
        vm.etch(payload, abi.encodeCall(escrow.fund, (other)));
        vm.etch(publisher, address(new Reenterer(address(escrow), payload, 0)).code);

        assertAccepted(by(publisher, fundingByPermit()));

        assertEq(Reenterer(payable(publisher)).outcome(), 3, "the attack was not made");
        assertEq(_odd.balanceOf(address(escrow)), 2 * TOTAL);
        assertStatus(keyOf(_terms), Status.Open);
        assertStatus(keyOf(other), Status.Open);
    }
}
