// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowCalls} from "./EscrowCalls.sol";
import {EscrowSigner} from "./EscrowSigner.sol";
import {EscrowStore} from "./EscrowStore.sol";
import {Plan, Rules, Task, Verb} from "./Model.sol";
import {Tally} from "./Tally.sol";
import {TermsMaker} from "./TermsMaker.sol";
import {MoodyWallet} from "./support/MoodyWallet.sol";

/// @notice Finds a task for a verb, makes the call, and says to the model what should follow.
/// @dev No action is skipped for want of a task: the verbs that lead there come first. So long roads are walked within one
/// run, and the counts of a campaign are those of verbs that went through.
abstract contract EscrowActions is EscrowCalls, TermsMaker {
    Tally internal immutable _TALLY;

    constructor(EscrowStore store, Tally tally) EscrowSigner(store) {
        _TALLY = tally;
    }

    /// @dev Counts the call, spreads the fuzzer's favourite numbers, and lets a block pass three times out of four.
    function _begin(uint256 seed) internal returns (uint256) {
        _TALLY.noteCall();
        seed = uint256(keccak256(abi.encode(seed)));
        if ((seed >> 248) % 4 != 0) _passBy((seed >> 240) % 3);
        return seed;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Verbs of a task
    // ---------------------------------------------------------------------------------------------------------------

    function _act(Verb verb, uint256 seed) internal {
        if (verb <= Verb.FundBatch) return _fund(verb, seed);
        if (verb == Verb.FundAgain && _STORE.liveCount() == _STORE.MAX_LIVE()) verb = Verb.Settle;
        Status wanted = _doorOf(verb, seed);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, wanted);
        if (!found) return _lead(verb, seed);
        if (t.status != wanted && (seed >> 216) % 2 == 0) {
            _TALLY.noteDetour();
            _act(_roadTo(wanted), uint256(keccak256(abi.encode(seed))));
            (found, t) = _STORE.find(verb, seed >> 32, wanted);
            if (!found) return;
        }
        if (Rules.isInTime(verb) && (seed >> 224) % 16 == 0) _passTo(t.clock);
        _perform(_plan(verb, t, seed), t);
    }

    /// @dev One of the statuses in which a verb exists, so that the rare ones are not always passed over.
    function _doorOf(Verb verb, uint256 seed) internal pure returns (Status status) {
        uint256 doors = Rules.doors(verb);
        uint256 skip = (seed >> 208) % Rules.count(doors);
        for (uint256 i = 0; true; i++) {
            status = Status(i % Rules.STATUSES);
            if (!Rules.has(doors, status)) continue;
            if (skip == 0) return status;
            skip--;
        }
    }

    function _roadTo(Status status) private pure returns (Verb) {
        if (status == Status.Claimed) return Verb.Claim;
        if (status == Status.Submitted) return Verb.SubmitWork;
        if (status == Status.RevisionAsked) return Verb.RequestRevision;
        if (status == Status.Disputed) return Verb.Dispute;
        if (status == Status.Ruled) return Verb.Resolve;
        if (status == Status.Appealed) return Verb.Appeal;
        return Verb.Fund;
    }

    /// @dev Brings a task nearer to a verb that no task allows now.
    function _lead(Verb verb, uint256 seed) internal {
        _TALLY.noteDetour();
        if (verb <= Verb.Claim && _STORE.paused()) return _liveThroughPause(seed);
        if (_wait(verb, seed)) return;
        _act(_before(verb), seed);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (found) _perform(_plan(verb, t, seed), t);
        else _wait(verb, seed);
    }

    /// @dev Lets the time or the block pass that keeps a task from a verb: to the very first second in which it exists.
    function _wait(Verb verb, uint256 seed) private returns (bool done) {
        (bool found, Task memory t) = _STORE.findAtDoor(verb, seed >> 32);
        if (!found) return false;
        bytes4 why = _STORE.verdict(verb, t);
        if (why == ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector) _passTo(_STORE.opensAfter(verb, t) + 1);
        if (why == ITaskEscrow.TaskEscrow_OpenedThisBlock.selector) _passBy(0);
        done = _STORE.verdict(verb, t) == 0;
        if (done) _perform(_plan(verb, t, seed), t);
    }

    function _before(Verb verb) private pure returns (Verb) {
        if (verb == Verb.FundAgain) return Verb.Cancel;
        if (verb == Verb.SubmitWork || verb == Verb.Lapse) return Verb.AssignTo;
        if (verb == Verb.SubmitWorkCompact) return Verb.AssignToCompact;
        if (verb == Verb.Abandon || verb == Verb.Dispute) return Verb.Claim;
        if (verb == Verb.RequestRevision || verb == Verb.Release) return Verb.SubmitWork;
        if (verb == Verb.Resolve || verb == Verb.ExecuteDefault) return Verb.Dispute;
        if (verb == Verb.Appeal || verb == Verb.ExecuteRuling) return Verb.Resolve;
        if (verb == Verb.ResolveAppeal) return Verb.Appeal;
        return Verb.Fund;
    }

    function _perform(Plan memory p, Task memory t) internal {
        if (p.verb == Verb.FundAgain) return _performFunding(p, t);
        Status from = _ESCROW.stateOf(t.key).status;
        uint256 wealth = _wealthOf(t.terms.token, t.publisher, p.worker);
        uint256 fees = _ESCROW.feesOf(t.terms.token);

        _STORE.applyVerb(p.verb, t.key, p.worker, p.share);
        _send(p, t.publisher);

        fees = _ESCROW.feesOf(t.terms.token) - fees;
        _STORE.notePaidOut(t.key, _wealthOf(t.terms.token, t.publisher, p.worker) + fees - wealth, fees);
        _TALLY.noteMove(p.verb, from, _ESCROW.stateOf(t.key).status);
        _TALLY.noteVerb(p.verb, _STORE.paused());
        if (p.relayed || p.verb == Verb.AssignTo) _TALLY.keep(p.data, p.verb == Verb.AssignTo);
    }

    /// @dev Approves two tasks of one publisher in two tokens with one call.
    function _approveBoth(Task memory a, Task memory b, uint256 seed) internal {
        Plan memory p = _plan(Verb.ApproveBatch, a, seed);
        address other = _plan(Verb.ApproveBatch, b, seed >> 3).worker;
        ITaskEscrow.Terms[] memory terms = new ITaskEscrow.Terms[](2);
        address[] memory workers = new address[](2);
        (terms[0], terms[1], workers[0], workers[1]) = (a.terms, b.terms, p.worker, other);
        p.data = abi.encodeCall(ITaskEscrow.approveCompletionBatch, (terms, workers));
        uint256 wealth = _wealthOf(b.terms.token, b.publisher, other);
        uint256 fees = _ESCROW.feesOf(b.terms.token);

        _STORE.applyVerb(Verb.ApproveBatch, b.key, other, 0);
        _perform(p, a);

        fees = _ESCROW.feesOf(b.terms.token) - fees;
        _STORE.notePaidOut(b.key, _wealthOf(b.terms.token, b.publisher, other) + fees - wealth, fees);
        _TALLY.noteMove(Verb.ApproveBatch, b.status, _ESCROW.stateOf(b.key).status);
    }

    function _performFunding(Plan memory p, Task memory t) internal {
        Status from = _ESCROW.stateOf(t.key).status;
        uint256 held = _STORE.balanceOf(t.terms.token, address(_ESCROW));
        if (t.terms.token != address(0) && p.verb != Verb.FundWithPermit) _allow(t.publisher, t.terms);

        _STORE.applyFunding(t.publisher, t.terms, t.key);
        _send(p, t.publisher);

        _STORE.notePaidIn(t.key, _STORE.balanceOf(t.terms.token, address(_ESCROW)) - held);
        _TALLY.noteMove(p.verb, from, _ESCROW.stateOf(t.key).status);
        _TALLY.noteVerb(p.verb, _STORE.paused());
    }

    function _send(Plan memory p, address publisher) internal {
        _arm(publisher, p.data);
        _arm(p.worker, p.data);
        vm.prank(p.caller);
        (bool done, bytes memory answer) = address(_ESCROW).call{value: p.value}(p.data);
        if (!done) {
            // I11: what the model allows goes through.
            assembly ("memory-safe") {
                revert(add(answer, 0x20), mload(answer))
            }
        }
        _arm(publisher, "");
        _arm(p.worker, "");
    }

    /// @dev Has a wallet that calls back try the same call again while it is paid.
    function _arm(address account, bytes memory data) internal {
        if (account.code.length == 0) return;
        MoodyWallet wallet = MoodyWallet(payable(account));
        if (wallet.mood() == MoodyWallet.Mood.CallsBack) wallet.arm(address(_ESCROW), data);
    }

    /// @dev What publisher and worker have and can pull.
    function _wealthOf(address token, address publisher, address worker) private view returns (uint256 wealth) {
        wealth = _STORE.balanceOf(token, publisher) + _ESCROW.creditOf(publisher, token);
        if (worker == publisher || worker == address(0)) return wealth;
        wealth += _STORE.balanceOf(token, worker) + _ESCROW.creditOf(worker, token);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Funding
    // ---------------------------------------------------------------------------------------------------------------

    function _fund(Verb verb, uint256 seed) internal {
        uint256 room = _STORE.MAX_LIVE() - _STORE.liveCount();
        if (_STORE.paused() || room < 2) {
            _TALLY.noteDetour();
            if (_STORE.paused()) return _liveThroughPause(seed);
            return _act((seed >> 32) & 1 == 0 ? Verb.Approve : Verb.Settle, seed);
        }
        if (verb == Verb.FundBatch) return _fundBatch(seed);
        Task memory t = _newTask(_STORE.publisher(seed), seed);
        Plan memory p = _plan(verb, t, seed);
        if (verb == Verb.FundWithPermit) _planPermit(p, t, seed);
        _performFunding(p, t);
    }

    /// @dev Two tasks in two tokens, so that what came in can be told apart.
    function _fundBatch(uint256 seed) private {
        Task memory a = _newTask(_STORE.publisher(seed), seed);
        Task memory b = _newTask(a.publisher, uint256(keccak256(abi.encode(seed))));
        b.terms.token = a.terms.token == address(0) ? _freeToken(a.publisher, 1) : address(0);
        b.key = keccak256(abi.encode(b.publisher, b.terms));
        ITaskEscrow.Terms[] memory terms = new ITaskEscrow.Terms[](2);
        (terms[0], terms[1]) = (a.terms, b.terms);
        Plan memory p = _plan(Verb.FundBatch, a, seed);
        p.value += _plan(Verb.FundBatch, b, seed).value;
        p.data = abi.encodeCall(ITaskEscrow.fundBatch, (terms));
        if (b.terms.token != address(0)) _allow(b.publisher, b.terms);
        uint256 held = _STORE.balanceOf(b.terms.token, address(_ESCROW));

        _STORE.applyFunding(b.publisher, b.terms, b.key);
        _performFunding(p, a);

        _STORE.notePaidIn(b.key, _STORE.balanceOf(b.terms.token, address(_ESCROW)) - held);
        _TALLY.noteMove(Verb.FundBatch, Status.None, _ESCROW.stateOf(b.key).status);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Time and pause
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev While nothing comes in, the rest goes on; now and then the pause ends.
    function _liveThroughPause(uint256 seed) internal {
        if ((seed >> 16) % 12 == 0 || _STORE.liveCount() == 0) return _endPause();
        Verb verb = Verb(uint256(Verb.SubmitWork) + (seed >> 24) % 19);
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (found) _perform(_plan(verb, t, seed), t);
        else _act(Verb.Settle, seed);
    }

    function _startPause() internal {
        vm.prank(_STORE.roles().guardian);
        _ESCROW.pause();
        _STORE.applyPause(true);
        _TALLY.noteVerb(Verb.Pause, false);
    }

    function _endPause() internal {
        vm.prank(_STORE.roles().guardian);
        _ESCROW.unpause();
        _STORE.applyPause(false);
        _TALLY.noteVerb(Verb.Unpause, true);
    }

    /// @dev A new block, some seconds later.
    function _passBy(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
        vm.roll(vm.getBlockNumber() + 1);
    }

    /// @dev A new block at a moment, unless it has passed. Time never moves within a block.
    function _passTo(uint256 moment) internal {
        if (moment > vm.getBlockTimestamp()) _passBy(moment - vm.getBlockTimestamp());
    }
}
