// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Status} from "../src/libraries/TaskWord.sol";

/// @notice The statuses of one task, funded again and again: TaskEscrow's verbs in any order, with every clock, caller and
/// signature left free (each verb may always be called), so that what holds here holds under any of them. Verbs of one effect
/// are one function.
contract LifeMachine {
    Status private _status;
    bool private _held;
    bool private _locked;

    function fund() external {
        require(_status == Status.None, "status");
        // Nothing is locked that a second funding would cover up.
        assert(!_locked);
        _locked = true;
        _status = Status.Open;
    }

    /// @notice assignTo and claim.
    function claim() external {
        require(_status == Status.Open, "status");
        _held = true;
        _status = Status.Claimed;
    }

    /// @notice submitWork, requestRevision, dispute, resolve with an appeal window, appeal.
    function progress(Status from, Status to) external {
        require(_status == from, "status");
        bool submits = (from == Status.Claimed || from == Status.RevisionAsked) && to == Status.Submitted;
        bool asks = from == Status.Submitted && to == Status.RevisionAsked;
        bool disputes = (from == Status.Claimed || from == Status.Submitted || from == Status.RevisionAsked)
            && to == Status.Disputed;
        bool rules = from == Status.Disputed && to == Status.Ruled;
        bool appeals = from == Status.Ruled && to == Status.Appealed;
        require(submits || asks || disputes || rules || appeals, "arrow");
        _status = to;
    }

    /// @notice lapse and abandon.
    function reopen() external {
        require(_status == Status.Claimed || _status == Status.RevisionAsked, "status");
        _held = false;
        _status = Status.Open;
    }

    /// @notice Every exit; each of TaskEscrow's has a guard narrower than this one.
    function end() external {
        require(_status != Status.None, "status");
        // What is paid out was paid in, and not paid out before.
        assert(_locked);
        _locked = false;
        _held = false;
        _status = Status.None;
    }

    /// @notice A funding is locked exactly while its task is alive.
    function locksWhileAlive() external view {
        assert(_locked == (_status != Status.None));
    }

    /// @notice There is a worker exactly from the claim to the end.
    function hasAWorkerWhileHeld() external view {
        assert(_held == (_status != Status.None && _status != Status.Open));
    }
}
