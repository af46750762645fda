// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice The clocks of one task: every window anew and free within the contract's bounds at each step (more than any terms
/// allow), time that only grows. Statuses are told apart only as far as clocks are: dead, open, held.
contract ClockMachine {
    uint256 private constant MAX_WINDOW = 90 days;
    uint256 private constant MAX_CLAIM_PERIOD = 365 days;

    bool private _open;
    bool private _held;
    uint256 private _now;
    uint256 private _clock;
    uint256 private _claimDeadline;

    function passTime(uint32 time) external {
        require(_now < 2 ** 64, "end of the model");
        _now += time;
    }

    function fund(uint256 claimDeadline) external {
        require(!_open && !_held, "status");
        require(claimDeadline > _now && claimDeadline <= _now + MAX_CLAIM_PERIOD, "deadline");
        _open = true;
        _claimDeadline = claimDeadline;
        _clock = claimDeadline;
    }

    /// @notice Every verb that starts a window: claim, submission, revision, dispute, ruling, appeal.
    function begin(uint256 window) external {
        require(_open || _held, "status");
        require(_now <= _clock && window <= MAX_WINDOW, "guard");
        _open = false;
        _held = true;
        _clock = _now + window;
    }

    /// @notice lapse and abandon.
    function reopen() external {
        require(_held, "status");
        _held = false;
        _open = true;
        _clock = _claimDeadline;
    }

    function end() external {
        _open = false;
        _held = false;
    }

    /// @notice An open task waits for its claim deadline, at most a year; any other for at most the longest window.
    function boundsEveryWait() external view {
        if (_open) assert(_clock <= _now + MAX_CLAIM_PERIOD);
        if (_held) assert(_clock <= _now + MAX_WINDOW);
    }

    /// @notice An open task whose clock has run out can be refunded: its clock is the claim deadline.
    function refundsWhenExpired() external view {
        if (_open && _now > _clock) assert(_now > _claimDeadline);
    }
}
