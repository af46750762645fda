// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../src/libraries/Policy.sol";
import {EscrowSigner} from "./EscrowSigner.sol";
import {Plan, Role, Task} from "./Model.sol";
import {SilentToken} from "./support/SilentToken.sol";

/// @notice Fair terms from a seed: every token, rewards from one unit to the highest, every rate and window up to its edge.
abstract contract TermsMaker is EscrowSigner {
    uint256 private constant PERMIT_TOKEN = 1;

    uint256 private _taskCount;

    function _newTask(address publisher, uint256 seed) internal returns (Task memory t) {
        t.publisher = publisher;
        t.terms = _newTerms(publisher, seed >> 8);
        t.key = keccak256(abi.encode(publisher, t.terms));
    }

    function _newTerms(address publisher, uint256 seed) private returns (ITaskEscrow.Terms memory terms) {
        terms.content = keccak256(abi.encode(address(this), _taskCount++));
        terms.token = _freeToken(publisher, seed);
        terms.reward = _reward(seed >> 16);
        if ((seed >> 24) % 3 != 0) terms.appealArbiter = _STORE.candidate(Role.AppealArbiter, seed >> 26);
        terms.policy = _policy(seed >> 32, terms.appealArbiter != address(0));
    }

    /// @dev A token that the publisher can pay with now.
    function _freeToken(address publisher, uint256 seed) internal view returns (address token) {
        token = _STORE.token(seed);
        if (_STORE.isStuck(publisher, token)) token = _STORE.token(1);
    }

    function _reward(uint256 seed) private pure returns (uint96) {
        uint256 pick = seed % 8;
        if (pick == 0) return 1;
        if (pick == 1) return type(uint96).max;
        // forge-lint: disable-next-line(unsafe-typecast) -- 65 bits at most.
        if (pick < 4) return uint96(seed % 30_000 + 1);
        // forge-lint: disable-next-line(unsafe-typecast) -- 65 bits at most.
        return uint96(seed % 10 ether + 1);
    }

    function _policy(uint256 seed, bool appealable) private view returns (Policy) {
        uint256 deadline = vm.getBlockTimestamp() + _between(seed, 1, 100 days);
        uint256 word =
            _pick(seed >> 16, 3, 15) | (_pick(seed >> 24, 10_000, 0) << 8) | (_pick(seed >> 40, 1000, 0) << 24);
        if (appealable) word |= _window(seed >> 56) << 40;
        word |= (_window(seed >> 72) << 64) | (_window(seed >> 88) << 88) | (deadline << 112);
        return Policy.wrap(word | (uint256(uint64(seed)) << 144));
    }

    /// @dev Days, or now and then the shortest and the longest.
    function _window(uint256 seed) private pure returns (uint256) {
        if (seed % 16 == 0) return 10 minutes;
        if (seed % 16 == 1) return 90 days;
        return _between(seed, 10 minutes, 40 days);
    }

    /// @dev Up to `most`, both ends often; `rarely` now and then where it is not zero.
    function _pick(uint256 seed, uint256 most, uint256 rarely) private pure returns (uint256) {
        if (seed % 8 == 0) return rarely;
        if (seed % 8 == 1) return most;
        return (seed >> 3) % (most + 1);
    }

    function _between(uint256 seed, uint256 low, uint256 high) private pure returns (uint256) {
        return low + (seed & type(uint64).max) % (high - low + 1);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Allowances
    // ---------------------------------------------------------------------------------------------------------------

    function _allow(address publisher, ITaskEscrow.Terms memory terms) internal {
        (, uint256 total) = _ESCROW.quote(terms);
        if (IERC20(terms.token).allowance(publisher, address(_ESCROW)) >= total) return;
        vm.prank(publisher);
        // Every token here has an `approve` that may return nothing.
        SilentToken(terms.token).approve(address(_ESCROW), total);
    }

    /// @dev A permit where the token has it and the publisher a key; now and then somebody has carried it before.
    function _planPermit(Plan memory p, Task memory t, uint256 seed) internal {
        t.terms.token = _STORE.token(PERMIT_TOKEN);
        t.key = keccak256(abi.encode(t.publisher, t.terms));
        (uint8 v, bytes32 r, bytes32 s) = (27, bytes32(seed), bytes32(seed));
        if (_STORE.isWallet(t.publisher)) _allow(t.publisher, t.terms);
        else (v, r, s) = _signPermit(t);
        p.value = 0;
        p.data = abi.encodeCall(ITaskEscrow.fundWithPermit, (t.terms, vm.getBlockTimestamp(), v, r, s));
        if (_STORE.isWallet(t.publisher) || (seed >> 64) % 4 != 0) return;
        (, uint256 total) = _ESCROW.quote(t.terms);
        IERC20Permit(t.terms.token).permit(t.publisher, address(_ESCROW), total, vm.getBlockTimestamp(), v, r, s);
    }

    function _signPermit(Task memory t) private returns (uint8 v, bytes32 r, bytes32 s) {
        IERC20Permit token = IERC20Permit(t.terms.token);
        (, uint256 total) = _ESCROW.quote(t.terms);
        vm.prank(t.publisher);
        SilentToken(t.terms.token).approve(address(_ESCROW), 0);
        bytes32 permit = keccak256(
            abi.encode(
                keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                t.publisher,
                address(_ESCROW),
                total,
                token.nonces(t.publisher),
                vm.getBlockTimestamp()
            )
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", token.DOMAIN_SEPARATOR(), permit));
        return vm.sign(_STORE.keyOf(t.publisher), digest);
    }
}
