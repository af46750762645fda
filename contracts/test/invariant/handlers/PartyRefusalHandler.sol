// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../../src/interfaces/ITaskEscrow.sol";
import {IEscrowRoles} from "../../../src/interfaces/IEscrowRoles.sol";
import {Status} from "../../../src/libraries/TaskWord.sol";
import {EscrowActions} from "../EscrowActions.sol";
import {EscrowStore} from "../EscrowStore.sol";
import {Plan, RELAYER, Task, Verb, Wrong} from "../Model.sol";
import {Refusals} from "../Refusals.sol";
import {Tally} from "../Tally.sol";

/// @notice Calls at the right moment of the wrong person: sender, signer, signed opening, worker (I12).
contract PartyRefusalHandler is Refusals {
    constructor(EscrowStore store, Tally tally) EscrowActions(store, tally) {}

    /// @dev Somebody else sends what one person only may, without a signature.
    function refuseCaller(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = _verbIn(_isPersonal, seed);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        // Odd, and one more than a multiple of three: the form in which the party sends.
        Plan memory p = _plan(verb, t, (seed >> 8) % 1000 * 6 + 1);
        p.caller = _strangerTo(t.publisher, p.worker, seed >> 16);
        if (p.caller == t.terms.appealArbiter) p.caller = RELAYER;
        _refuse(Wrong.Caller, p, _whyNotCaller(verb));
    }

    /// @dev Somebody who is no party of the task disputes or appeals in their own name.
    function refuseThirdParty(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = seed & 1 == 0 ? Verb.Dispute : Verb.Appeal;
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        address third = _strangerTo(t.publisher, t.worker, seed >> 16);
        bytes memory data = verb == Verb.Dispute
            ? abi.encodeCall(ITaskEscrow.dispute, (t.publisher, t.terms, third, bytes32(seed), ""))
            : abi.encodeCall(ITaskEscrow.appeal, (t.publisher, t.terms, third, bytes32(seed), ""));
        _refuse(Wrong.Caller, third, data, ITaskEscrow.TaskEscrow_NotAParty.selector);
    }

    /// @dev Another's key under the right words.
    function refuseSigner(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = _verbIn(_isSigned, seed);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        _forger = _strangerTo(address(0), address(0), seed >> 16);
        if (_STORE.keyOf(_forger) == 0 || _STORE.keyOf(_forger) == _STORE.keyOf(t.publisher)) {
            _forger = _STORE.roles().admin;
        }
        if (_STORE.keyOf(_forger) == _STORE.keyOf(t.worker)) _forger = _STORE.roles().admin;
        Plan memory p = _plan(verb, t, seed >> 8 << 8);
        if (_STORE.keyOf(p.worker) == _STORE.keyOf(_forger)) {
            _forger = _STORE.roles().admin;
            p = _plan(verb, t, seed >> 8 << 8);
        }
        // Whoever publishes and works agrees with nobody but themselves.
        if (verb == Verb.Settle && t.publisher == p.worker) p.caller = RELAYER;
        _forger = address(0);
        _refuse(Wrong.Signer, p, ITaskEscrow.TaskEscrow_InvalidSignature.selector);
    }

    /// @dev The right keys under words about an opening before this one, or about another round.
    function refuseOpening(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = _verbIn(_isSigned, seed);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        bool hasRound = verb >= Verb.SubmitWork && verb <= Verb.Dispute;
        if (hasRound && (seed >> 16) % 2 == 0) t.round = t.round == 0 ? 1 : t.round - 1;
        else t.openedIn = t.formerOpening == 0 ? t.openedIn - 1 : t.formerOpening;
        Plan memory p = _plan(verb, t, (seed >> 24) % 1000 * 6);
        _refuse(Wrong.Opening, p, ITaskEscrow.TaskEscrow_InvalidSignature.selector);
    }

    /// @dev Somebody else than who holds the claim is to be paid; from an open task, nobody or the escrow.
    function refuseWorker(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = Verb(uint256(Verb.Approve) + seed % 4);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        bytes4 why = ITaskEscrow.TaskEscrow_NotTheWorker.selector;
        address other = _STORE.worker(seed >> 8);
        if (other == t.worker) other = _STORE.worker((seed >> 8) % 100 + 1);
        if (t.status == Status.Open) {
            // Neither has a key to sign a settlement.
            if (verb == Verb.Settle) verb = Verb.Approve;
            why = ITaskEscrow.TaskEscrow_InvalidWorker.selector;
            other = seed & 256 == 0 ? address(0) : address(_ESCROW);
            t.status = Status.Claimed;
        }
        t.worker = other;
        _refuse(Wrong.Worker, _plan(verb, t, seed), why);
    }

    /// @dev The former holder of a role, or anybody, does what the role only may; the role itself, what nobody may.
    function refuseRole(uint256 seed) external {
        seed = _begin(seed);
        IEscrowRoles.Roles memory roles = _STORE.roles();
        address other = _strangerTo(_STORE.pendingAdmin(), address(0), seed >> 8);
        bytes4 notOwner = bytes4(keccak256("OwnableUnauthorizedAccount(address)"));
        bytes4 notGuardian = IEscrowRoles.EscrowRoles_NotTheGuardian.selector;
        uint256 pick = seed % 10;
        if (pick == 0) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.pause, ()), notGuardian);
        else if (pick == 1) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.unpause, ()), notGuardian);
        else if (pick == 2) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.setAssigner, (other)), notOwner);
        else if (pick == 3) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.setArbiter, (other)), notOwner);
        else if (pick == 4) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.setGuardian, (other)), notOwner);
        else if (pick == 5) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.setTreasury, (other)), notOwner);
        else if (pick == 6) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.transferOwnership, (other)), notOwner);
        else if (pick == 7) _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.acceptOwnership, ()), notOwner);
        else if (pick == 8) _refuseHolder(roles);
        else _refuse(Wrong.Role, other, abi.encodeCall(_ESCROW.renounceOwnership, ()), notOwner);
    }

    function _refuseHolder(IEscrowRoles.Roles memory roles) private {
        bytes memory data = abi.encodeCall(_ESCROW.setArbiter, (address(0)));
        _refuse(Wrong.Role, roles.admin, data, IEscrowRoles.EscrowRoles_ZeroAddress.selector);
        data = abi.encodeCall(_ESCROW.renounceOwnership, ());
        _refuse(Wrong.Role, roles.admin, data, IEscrowRoles.EscrowRoles_AdminRequired.selector);
        bool paused = _STORE.paused();
        data = paused ? abi.encodeCall(_ESCROW.pause, ()) : abi.encodeCall(_ESCROW.unpause, ());
        bytes4 why = paused ? IEscrowRoles.EscrowRoles_Paused.selector : IEscrowRoles.EscrowRoles_NotPaused.selector;
        _refuse(Wrong.Role, roles.guardian, data, why);
    }

    function _whyNotCaller(Verb verb) private pure returns (bytes4) {
        if (verb <= Verb.AssignToCompact) return IEscrowRoles.EscrowRoles_NotTheAssigner.selector;
        if (verb == Verb.Resolve) return IEscrowRoles.EscrowRoles_NotTheArbiter.selector;
        if (verb == Verb.ResolveAppeal) return ITaskEscrow.TaskEscrow_NotTheAppealArbiter.selector;
        // Under another's name there is no such task.
        if (_isPublishers(verb)) return ITaskEscrow.TaskEscrow_WrongStatus.selector;
        return ITaskEscrow.TaskEscrow_InvalidSignature.selector;
    }
}
