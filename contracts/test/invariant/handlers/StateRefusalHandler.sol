// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Status} from "../../../src/libraries/TaskWord.sol";
import {EscrowActions} from "../EscrowActions.sol";
import {EscrowStore} from "../EscrowStore.sol";
import {Plan, RELAYER, Rules, Task, Verb, Wrong} from "../Model.sol";
import {Refusals} from "../Refusals.sol";
import {Tally} from "../Tally.sol";

/// @notice Rightful calls at the wrong moment: in another status, second or block (I12), or for a second time (I13).
contract StateRefusalHandler is Refusals {
    constructor(EscrowStore store, Tally tally) EscrowActions(store, tally) {}

    /// @dev A task in any state, live, ended or never funded, and a verb that it does not have now.
    function refuseInState(uint256 seed) external {
        seed = _begin(seed);
        (bool found, Task memory t) = _STORE.any(seed >> 32);
        if (!found) return _act(Verb.Fund, seed);
        if ((seed >> 8) % 8 == 0) t = _neverFunded(t, seed);
        // Signed over what the escrow now says, so that nothing but the status is wrong.
        if (t.status == Status.None) t.openedIn = 0;
        for (uint256 i = 0; i < TASK_VERBS; i++) {
            Verb verb = Verb((seed % TASK_VERBS + i) % TASK_VERBS);
            bytes4 why = _STORE.verdict(verb, t);
            if (why != 0) return _refuse(_kindOf(why), _planFor(verb, t, seed), why);
        }
    }

    /// @dev The first second after the last, and the last before the first.
    function refuseInSecond(uint256 seed) external {
        seed = _begin(seed);
        Verb verb = _verbIn(_hasClock, seed);
        (bool found, Task memory t) = _STORE.findAtDoor(verb, seed >> 32);
        if (!found || (verb <= Verb.Claim && _STORE.paused())) return _lead(verb, seed);
        _passTo(Rules.isInTime(verb) ? t.clock + 1 : _STORE.opensAfter(verb, t));
        bytes4 why = _STORE.verdict(verb, t);
        if (why == 0) return _perform(_plan(verb, t, seed), t);
        _refuse(_kindOf(why), _planFor(verb, t, seed), why);
    }

    /// @dev Whatever ends a task or gives it back, in the block in which it became open: even by way of a ruling.
    function refuseInOpeningBlock(uint256 seed) external {
        seed = _begin(seed);
        _act((seed >> 8) % 4 == 0 ? Verb.FundAgain : Verb.Fund, seed);
        for (uint256 i = (seed >> 16) % 6; true; i++) {
            (bool found, Task memory t) = _openedNow();
            if (!found) return;
            if (i >= 5) return _refuseToLeave(t, seed);
            Verb next = t.status == Status.Open ? Verb.AssignTo : Verb.Dispute;
            if (t.status == Status.Disputed) next = Verb.Resolve;
            if (t.status == Status.Ruled) next = Verb.Appeal;
            if (_STORE.verdict(next, t) != 0) return _refuseToLeave(t, seed);
            _perform(_plan(next, t, seed >> 8), t);
        }
    }

    /// @dev Whatever brings money or players in.
    function refuseInPause(uint256 seed) external {
        seed = _begin(seed);
        (bool found, Task memory t) = _STORE.any(seed >> 32);
        if (!found) return _act(Verb.Fund, seed);
        if (!_STORE.paused()) _startPause();
        if (t.status == Status.None) t.openedIn = 0;
        Verb verb = Verb(seed % (uint256(Verb.Claim) + 1));
        _refuse(Wrong.Paused, _planFor(verb, t, seed), _STORE.verdict(verb, t));
    }

    function replay(uint256 seed) external {
        seed = _begin(seed);
        (bool found, Tally.Envelope memory envelope) = _TALLY.envelope(seed);
        if (!found) return _act(Verb.Claim, seed);
        vm.prank(envelope.forAssigner ? _STORE.roles().assigner : RELAYER);
        (bool done,) = address(_ESCROW).call(envelope.data);
        if (done) revert Refusals_WentThrough(Wrong.Replay, envelope.data);
        _TALLY.noteWrong(Wrong.Replay);
    }

    function _refuseToLeave(Task memory t, uint256 seed) private {
        for (uint256 i = 0; i < TASK_VERBS; i++) {
            Verb verb = Verb((seed % TASK_VERBS + i) % TASK_VERBS);
            bytes4 why = _STORE.verdict(verb, t);
            if (why == 0 || _kindOf(why) != Wrong.OpeningBlock) continue;
            return _refuse(Wrong.OpeningBlock, _plan(verb, t, seed), why);
        }
    }

    function _openedNow() private view returns (bool found, Task memory t) {
        Task[] memory live = _STORE.live();
        for (uint256 i = 0; i < live.length; i++) {
            if (live[i].openedIn == vm.getBlockNumber()) (found, t) = (true, live[i]);
        }
    }

    function _neverFunded(Task memory like, uint256 seed) private pure returns (Task memory t) {
        (t.publisher, t.terms) = (like.publisher, like.terms);
        t.terms.content = bytes32(seed);
        t.key = keccak256(abi.encode(t.publisher, t.terms));
    }

    function _hasClock(Verb verb) private pure returns (bool) {
        return Rules.isInTime(verb) || Rules.isTimer(verb);
    }
}
