// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../src/libraries/Policy.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {IEscrow} from "../support/EscrowTest.sol";
import {EscrowPeople} from "./EscrowPeople.sol";
import {Rules, Task, Verb} from "./Model.sol";

/// @notice The model of the escrow: what should be the case.
contract EscrowStore is EscrowPeople {
    /// @dev Few enough to look at all of them after every call.
    uint256 public constant MAX_LIVE = 8;
    uint256 public constant RECENT = 4;
    uint256 internal constant WHOLE = 10_000;
    uint256 internal constant ARBITRATION_WINDOW = 14 days;

    mapping(bytes32 key => Task) internal _tasks;
    bytes32[] internal _live;
    bytes32[] internal _ended;
    uint256 internal _endings;
    bool public paused;
    IEscrowRoles.Roles internal _roles;
    address public pendingAdmin;
    mapping(address token => uint256) public liabilities;
    mapping(address token => uint256) public fees;
    mapping(address token => uint256) public credits;
    mapping(address token => uint256) public donations;
    mapping(address account => mapping(address token => uint256)) public creditOf;

    constructor(IEscrow escrow_, IEscrowRoles.Roles memory roles_) EscrowPeople(escrow_) {
        _roles = roles_;
    }

    function roles() external view returns (IEscrowRoles.Roles memory) {
        return _roles;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Tasks
    // ---------------------------------------------------------------------------------------------------------------

    function task(bytes32 key) external view returns (Task memory) {
        return _tasks[key];
    }

    function liveCount() external view returns (uint256) {
        return _live.length;
    }

    function live() external view returns (Task[] memory list) {
        return _load(_live);
    }

    /// @notice The tasks that ended last; one that was funded again is live.
    function ended() external view returns (Task[] memory list) {
        return _load(_ended);
    }

    /// @notice A live task, or, for {Verb.FundAgain}, one that has ended, of which a verb is allowed now; in a status if
    /// one is.
    function find(Verb verb, uint256 seed, Status wanted) external view returns (bool found, Task memory found_) {
        bytes32[] storage keys = verb <= Verb.FundAgain ? _ended : _live;
        uint256 doors = Rules.doors(verb);
        uint256 count = keys.length;
        bytes32 best;
        for (uint256 i = 0; i < count; i++) {
            Task storage t = _tasks[keys[(seed % count + i) % count]];
            if (!Rules.has(doors, t.status) || (best != 0 && t.status != wanted)) continue;
            if (verb <= Verb.FundAgain && isStuck(t.publisher, t.terms.token)) continue;
            if (verdict(verb, t) != 0) continue;
            best = t.key;
            if (t.status == wanted) break;
        }
        if (best != 0) (found, found_) = (true, _tasks[best]);
    }

    /// @notice A live task in whose status a verb exists, whatever its clock; the one whose clock ends first, so that
    /// waiting for it lets few others end.
    function findAtDoor(Verb verb, uint256 seed) external view returns (bool found, Task memory found_) {
        uint256 count = _live.length;
        bytes32 best;
        for (uint256 i = 0; i < count; i++) {
            bytes32 key = _live[(seed % count + i) % count];
            if (!Rules.has(Rules.doors(verb), _tasks[key].status)) continue;
            if (best == 0 || _tasks[key].clock < _tasks[best].clock) best = key;
        }
        if (best != 0) (found, found_) = (true, _tasks[best]);
    }

    /// @notice Live or lately ended.
    function any(uint256 seed) external view returns (bool found, Task memory found_) {
        uint256 count = _live.length + _ended.length;
        if (count == 0) return (false, found_);
        uint256 i = seed % count;
        return (true, _tasks[i < _live.length ? _live[i] : _ended[i - _live.length]]);
    }

    /// @notice What an otherwise rightful call of a verb meets: zero, or the error's selector.
    function verdict(Verb verb, Task memory t) public view returns (bytes4) {
        if (verb <= Verb.Claim && paused) return IEscrowRoles.EscrowRoles_Paused.selector;
        Policy policy = t.terms.policy;
        if (verb <= Verb.FundAgain && block.timestamp >= policy.claimDeadline()) {
            return ITaskEscrow.TaskEscrow_ClaimDeadlineOutOfRange.selector;
        }
        if (!Rules.has(Rules.doors(verb), t.status)) return ITaskEscrow.TaskEscrow_WrongStatus.selector;
        if (Rules.isInTime(verb) && block.timestamp > t.clock) {
            return ITaskEscrow.TaskEscrow_DeadlinePassed.selector;
        }
        if (Rules.isTimer(verb) && block.timestamp <= opensAfter(verb, t)) {
            return ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector;
        }
        if (verb == Verb.RequestRevision && t.round >= policy.maxRevisions()) {
            return ITaskEscrow.TaskEscrow_NoRevisionLeft.selector;
        }
        if (verb == Verb.SubmitWorkCompact && isWallet(t.worker)) {
            return ITaskEscrow.TaskEscrow_InvalidSignature.selector;
        }
        if (_leavesOpening(verb, policy) && t.openedIn == block.number) {
            return ITaskEscrow.TaskEscrow_OpenedThisBlock.selector;
        }
        return 0;
    }

    /// @notice The last second before a timer's verb exists.
    function opensAfter(Verb verb, Task memory t) public pure returns (uint256) {
        uint256 deadline = t.terms.policy.claimDeadline();
        if (verb == Verb.Refund && deadline > t.clock) return deadline;
        return t.clock;
    }

    /// @dev Verbs that end a task or give it back, and could do so in the block that opened it.
    function _leavesOpening(Verb verb, Policy policy) private pure returns (bool) {
        if (verb == Verb.Resolve) return policy.appealWindow() == 0;
        return verb == Verb.Abandon || verb == Verb.ResolveAppeal || (verb >= Verb.Approve && verb <= Verb.Refund);
    }

    function _load(bytes32[] storage keys) private view returns (Task[] memory list) {
        list = new Task[](keys.length);
        for (uint256 i = 0; i < list.length; i++) {
            list[i] = _tasks[keys[i]];
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // What should follow
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice Moves the model as a verb should move the escrow. Say it before the call: payments follow the moods of then.
    function applyVerb(Verb verb, bytes32 key, address worker_, uint256 share) external {
        Task storage t = _tasks[key];
        Policy policy = t.terms.policy;
        if (verb >= Verb.AssignTo && verb <= Verb.Claim) {
            t.worker = worker_;
            _enter(t, Status.Claimed, policy.workWindow());
        } else if (verb == Verb.SubmitWork || verb == Verb.SubmitWorkCompact) {
            _enter(t, Status.Submitted, policy.reviewWindow());
        } else if (verb == Verb.RequestRevision) {
            t.round++;
            _enter(t, Status.RevisionAsked, policy.workWindow());
        } else if (verb == Verb.Abandon || verb == Verb.Lapse) {
            _open(t);
        } else if (verb == Verb.Dispute) {
            _enter(t, Status.Disputed, ARBITRATION_WINDOW);
        } else if (verb == Verb.Resolve && policy.appealWindow() != 0) {
            t.ruledShare = share;
            _enter(t, Status.Ruled, policy.appealWindow());
        } else if (verb == Verb.Appeal) {
            _enter(t, Status.Appealed, ARBITRATION_WINDOW);
        } else {
            _end(t, worker_, _shareOf(verb, t, share));
        }
    }

    function applyFunding(address publisher_, ITaskEscrow.Terms calldata terms, bytes32 key) external {
        Task storage t = _tasks[key];
        t.key = key;
        t.publisher = publisher_;
        t.terms = terms;
        _forget(key);
        _live.push(key);
        uint256 total = terms.reward + _feeOf(t);
        liabilities[terms.token] += total;
        expectedBalance[publisher_][terms.token] -= total;
        (t.paidIn, t.paidOut, t.platformPart) = (0, 0, 0);
        _open(t);
    }

    function applyWithdrawal(address account, address token_, address recipient) external {
        uint256 amount = creditOf[account][token_];
        creditOf[account][token_] = 0;
        credits[token_] -= amount;
        expectedBalance[recipient][token_] += amount;
    }

    function applyCollection(address token_) external {
        expectedBalance[_roles.treasury][token_] += fees[token_];
        fees[token_] = 0;
    }

    function applyPause(bool paused_) external {
        paused = paused_;
    }

    function applyRoles(IEscrowRoles.Roles calldata roles_, address pendingAdmin_) external {
        _roles = roles_;
        pendingAdmin = pendingAdmin_;
    }

    function applyDonation(address token_, uint256 amount, address giver) external {
        donations[token_] += amount;
        if (giver != address(0)) expectedBalance[giver][token_] -= amount;
    }

    function notePaidIn(bytes32 key, uint256 amount) external {
        _tasks[key].paidIn += amount;
    }

    function notePaidOut(bytes32 key, uint256 amount, uint256 platformPart) external {
        _tasks[key].paidOut += amount;
        _tasks[key].platformPart += platformPart;
    }

    function _feeOf(Task storage t) internal view returns (uint256) {
        return uint256(t.terms.reward) * t.terms.policy.feeRate() / WHOLE;
    }

    function _shareOf(Verb verb, Task storage t, uint256 share) private view returns (uint256) {
        if (verb == Verb.Cancel || verb == Verb.Refund) return 0;
        if (verb == Verb.ExecuteDefault) return t.terms.policy.defaultShare();
        if (verb == Verb.ExecuteRuling) return t.ruledShare;
        if (verb == Verb.Settle || verb == Verb.CancelMutually) return share;
        if (verb == Verb.Resolve || verb == Verb.ResolveAppeal) return share;
        return WHOLE;
    }

    function _open(Task storage t) private {
        _clear(t);
        t.status = Status.Open;
        t.formerOpening = t.openedIn;
        t.openedIn = block.number;
        t.clock = t.terms.policy.claimDeadline();
    }

    function _enter(Task storage t, Status status, uint256 window) private {
        t.status = status;
        t.clock = block.timestamp + window;
    }

    function _end(Task storage t, address worker_, uint256 share) private {
        address token_ = t.terms.token;
        uint256 fee = _feeOf(t);
        uint256 toWorker = uint256(t.terms.reward) * share / WHOLE;
        uint256 toPlatform = fee * share / WHOLE;
        liabilities[token_] -= t.terms.reward + fee;
        fees[token_] += toPlatform;
        _pay(worker_, token_, toWorker);
        _pay(t.publisher, token_, t.terms.reward + fee - toWorker - toPlatform);
        _clear(t);
        for (uint256 i = 0; i < _live.length; i++) {
            if (_live[i] != t.key) continue;
            _live[i] = _live[_live.length - 1];
            _live.pop();
        }
        if (_ended.length < RECENT) _ended.push(t.key);
        else _ended[_endings % RECENT] = t.key;
        _endings++;
    }

    function _clear(Task storage t) private {
        (t.status, t.worker) = (Status.None, address(0));
        (t.clock, t.round, t.ruledShare) = (0, 0, 0);
    }

    function _pay(address account, address token_, uint256 amount) private {
        if (amount != 0 && refuses(account, token_)) {
            creditOf[account][token_] += amount;
            credits[token_] += amount;
        } else {
            expectedBalance[account][token_] += amount;
        }
    }

    function _forget(bytes32 key) private {
        for (uint256 i = 0; i < _ended.length; i++) {
            if (_ended[i] != key) continue;
            _ended[i] = _ended[_ended.length - 1];
            _ended.pop();
            return;
        }
    }
}
