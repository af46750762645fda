// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../../src/interfaces/IEscrowRoles.sol";
import {EscrowActions} from "../EscrowActions.sol";
import {EscrowStore} from "../EscrowStore.sol";
import {Role, Task, Verb} from "../Model.sol";
import {Tally} from "../Tally.sol";
import {BlockingToken} from "../support/BlockingToken.sol";
import {MoodyWallet} from "../support/MoodyWallet.sol";
import {SilentToken} from "../support/SilentToken.sol";

/// @notice What happens around the tasks: pulled money, gifts, pause, roles, moods, time.
contract WorldHandler is EscrowActions {
    constructor(EscrowStore store, Tally tally) EscrowActions(store, tally) {}

    // ---------------------------------------------------------------------------------------------------------------
    // Money
    // ---------------------------------------------------------------------------------------------------------------

    function withdrawCredit(uint256 seed) external {
        seed = _begin(seed);
        (bool found, address account, address token) = _creditor(seed);
        if (!found) return _makeCredit(seed);
        (bool free, address recipient) = _receiver(account, token, seed);
        if (!free) return _changeBlocking(address(_ESCROW), BlockingToken.Block.Free);

        _STORE.applyWithdrawal(account, token, recipient);
        // Others than the account may have a credit of their own to pull.
        if (recipient == account) _arm(recipient, abi.encodeCall(_ESCROW.withdrawCredit, (token, recipient)));
        vm.prank(account);
        _ESCROW.withdrawCredit(token, recipient);
        if (recipient == account) _arm(recipient, "");
        _TALLY.noteVerb(Verb.WithdrawCredit, _STORE.paused());
    }

    /// @dev To the account itself, by anybody.
    function pushCredit(uint256 seed) external {
        seed = _begin(seed);
        (bool found, address account, address token) = _creditor(seed);
        if (!found) return _makeCredit(seed);
        if (_STORE.refuses(account, token)) {
            if (token != address(0)) _changeBlocking(address(_ESCROW), BlockingToken.Block.Free);
            if (token != address(0)) _changeBlocking(account, BlockingToken.Block.Free);
            else MoodyWallet(payable(account)).become(MoodyWallet.Mood.CallsBack);
        }

        _STORE.applyWithdrawal(account, token, account);
        _arm(account, abi.encodeCall(_ESCROW.pushCredit, (account, token)));
        _ESCROW.pushCredit(account, token);
        _arm(account, "");
        _TALLY.noteVerb(Verb.PushCredit, _STORE.paused());
    }

    function collectFees(uint256 seed) external {
        seed = _begin(seed);
        address[] memory tokens = _STORE.tokens();
        for (uint256 i = 0; i < tokens.length; i++) {
            address token = tokens[(seed % tokens.length + i) % tokens.length];
            if (_STORE.fees(token) == 0 || _STORE.refuses(_STORE.roles().treasury, token)) continue;
            _STORE.applyCollection(token);
            _ESCROW.collectFees(token);
            return _TALLY.noteVerb(Verb.CollectFees, _STORE.paused());
        }
        _TALLY.noteDetour();
        _act(Verb.Approve, seed);
    }

    /// @dev ETH that comes without a call, as from a block's fees.
    function donateEth(uint256 seed) external {
        seed = _begin(seed);
        uint256 amount = (seed >> 8) % 1 ether + 1;
        vm.deal(address(_ESCROW), address(_ESCROW).balance + amount);
        _STORE.applyDonation(address(0), amount, address(0));
        _TALLY.noteVerb(Verb.DonateEth, _STORE.paused());
    }

    function donateToken(uint256 seed) external {
        seed = _begin(seed);
        address giver = _STORE.publisher(seed);
        address token = _freeToken(giver, seed >> 8);
        if (token == address(0)) token = _STORE.token(2);
        uint256 amount = (seed >> 16) % 1 ether + 1;
        vm.prank(giver);
        // Some return nothing.
        SilentToken(token).transfer(address(_ESCROW), amount);
        _STORE.applyDonation(token, amount, giver);
        _TALLY.noteVerb(Verb.DonateToken, _STORE.paused());
    }

    function _creditor(uint256 seed) private view returns (bool found, address account, address token) {
        address[] memory tokens = _STORE.tokens();
        address[] memory accounts = _STORE.accounts();
        for (uint256 i = 0; i < accounts.length; i++) {
            account = accounts[(seed % accounts.length + i) % accounts.length];
            for (uint256 j = 0; j < tokens.length; j++) {
                token = tokens[(seed % tokens.length + j) % tokens.length];
                if (_STORE.creditOf(account, token) != 0) return (true, account, token);
            }
        }
    }

    function _receiver(address creditor, address token, uint256 seed)
        private
        view
        returns (bool found, address account)
    {
        for (uint256 i = 0; i < 8; i++) {
            account = i == 0 && seed & 64 == 0 ? creditor : _STORE.worker(seed % 8 + i);
            if (!_STORE.refuses(account, token)) return (true, account);
        }
    }

    /// @dev Ends a task while everybody who can refuse does.
    function _makeCredit(uint256 seed) private {
        _TALLY.noteDetour();
        if (seed & 1 == 0) _changeBlocking(address(_ESCROW), BlockingToken.Block.Reverts);
        else _changeMood(seed | 1);
        _act(Verb.Settle, seed);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Pause and roles
    // ---------------------------------------------------------------------------------------------------------------

    function pause(uint256 seed) external {
        seed = _begin(seed);
        if (_STORE.paused()) return _liveThroughPause(seed);
        _startPause();
    }

    function rotateRole(uint256 seed) external {
        seed = _begin(seed);
        IEscrowRoles.Roles memory roles = _STORE.roles();
        Role role = Role(uint256(Role.Assigner) + seed % 4);
        address account = _STORE.candidate(role, seed >> 8);
        vm.prank(roles.admin);
        if (role == Role.Assigner) _ESCROW.setAssigner(roles.assigner = account);
        else if (role == Role.Arbiter) _ESCROW.setArbiter(roles.arbiter = account);
        else if (role == Role.Guardian) _ESCROW.setGuardian(roles.guardian = account);
        else _ESCROW.setTreasury(roles.treasury = account);
        _STORE.applyRoles(roles, _STORE.pendingAdmin());
        _TALLY.noteVerb(Verb.RotateRole, _STORE.paused());
    }

    function handOverAdmin(uint256 seed) external {
        seed = _begin(seed);
        IEscrowRoles.Roles memory roles = _STORE.roles();
        address heir = _STORE.pendingAdmin();
        if (heir == address(0)) {
            heir = _STORE.candidate(Role.Admin, seed);
            vm.prank(roles.admin);
            _ESCROW.transferOwnership(heir);
            _STORE.applyRoles(roles, heir);
            return _TALLY.noteVerb(Verb.OfferAdmin, _STORE.paused());
        }
        vm.prank(heir);
        _ESCROW.acceptOwnership();
        roles.admin = heir;
        _STORE.applyRoles(roles, address(0));
        _TALLY.noteVerb(Verb.AcceptAdmin, _STORE.paused());
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Moods
    // ---------------------------------------------------------------------------------------------------------------

    function changeMood(uint256 seed) external {
        _changeMood(_begin(seed));
    }

    /// @dev Of an account, or of the escrow itself.
    function changeBlocking(uint256 seed) external {
        seed = _begin(seed);
        address account = seed % 8 == 0 ? address(_ESCROW) : _STORE.worker(seed >> 8);
        if (seed % 8 == 1) account = _STORE.publisher(seed >> 8);
        _changeBlocking(account, BlockingToken.Block((seed >> 16) % 3));
    }

    function _changeMood(uint256 seed) private {
        for (uint256 i = 0; i < 8; i++) {
            address account = _STORE.worker(seed % 8 + i);
            if (!_STORE.isWallet(account)) continue;
            // Calling back twice as often as the rest: what it would break needs the right call besides.
            uint256 mood = (seed >> 16) % 5;
            MoodyWallet(payable(account)).become(MoodyWallet.Mood(mood == 4 ? 3 : mood));
            return _TALLY.noteVerb(Verb.ChangeMood, _STORE.paused());
        }
    }

    function _changeBlocking(address account, BlockingToken.Block block_) private {
        address[] memory tokens = _STORE.tokens();
        BlockingToken(tokens[tokens.length - 1]).setBlocking(account, block_);
        _TALLY.noteVerb(Verb.ChangeBlocking, _STORE.paused());
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Time
    // ---------------------------------------------------------------------------------------------------------------

    function warpALittle(uint256 seed) external {
        seed = _begin(seed);
        _passBy((seed >> 8) % 1 hours);
        _TALLY.noteVerb(Verb.WarpALittle, _STORE.paused());
    }

    function warpAWindow(uint256 seed) external {
        seed = _begin(seed);
        _passBy((seed >> 8) % 3 days + 10 minutes);
        _TALLY.noteVerb(Verb.WarpAWindow, _STORE.paused());
    }

    /// @dev To a second before, at, or after some task's clock.
    function warpToClock(uint256 seed) external {
        seed = _begin(seed);
        (bool found, Task memory t) = _STORE.findAtDoor(Verb.Settle, seed >> 32);
        if (!found) return _act(Verb.Fund, seed);
        _passTo(t.clock - 1 + (seed >> 8) % 3);
        _TALLY.noteVerb(Verb.WarpToClock, _STORE.paused());
    }

    function roll(uint256 seed) external {
        seed = _begin(seed);
        vm.roll(vm.getBlockNumber() + seed % 100 + 1);
        _TALLY.noteVerb(Verb.Roll, _STORE.paused());
    }
}
