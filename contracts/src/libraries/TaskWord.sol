// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice Where a task stands. `None` is a task that was never funded or that has come to its end.
enum Status {
    None,
    Open,
    Claimed,
    Submitted,
    RevisionAsked,
    Disputed,
    Ruled,
    Appealed
}

/// @notice Everything the escrow stores about one task: one word.
/// @dev Layout, least significant bit first.
///
/// | bits     | field    | meaning                                                                                     |
/// |----------|----------|---------------------------------------------------------------------------------------------|
/// | 0 – 2    | status   | {Status}                                                                                    |
/// | 4 – 7    | round    | how many revisions have been asked for                                                      |
/// | 8 – 31   | carried  | before a ruling the review window in seconds, after it the ruled share in basis points      |
/// | 32 – 63  | clock    | the last second, in Unix time, of the present status; after it the timer's verb is open     |
/// | 64 – 95  | openedIn | the block in which the task last became open; signatures are bound to it                      |
/// | 96 – 255 | worker   | who holds the claim; while the task is open, the work window in seconds                     |
///
/// The two windows ride along so that a claim and a submission need the task's key only, not its terms: five words of
/// calldata less each. Times fit 32 bits until the year 2106; {ITaskEscrow.fund} refuses deadlines near it.
type TaskWord is uint256;

using TaskWords for TaskWord global;

/// @dev The word of a task that has come to its end: storing it clears the slot.
TaskWord constant ENDED = TaskWord.wrap(0);

/// @title TaskWords
/// @notice Reads and makes the words of {TaskWord}. Every function that makes a word is one arrow of the state diagram.
library TaskWords {
    uint256 private constant ROUND = 4;
    uint256 private constant CARRIED = 8;
    uint256 private constant CLOCK = 32;
    uint256 private constant OPENED_IN = 64;
    uint256 private constant WORKER = 96;

    /// @dev What every new status keeps: openedIn and worker.
    uint256 private constant KEPT = type(uint256).max << OPENED_IN;

    function status(TaskWord word) internal pure returns (Status) {
        return Status(TaskWord.unwrap(word) & 0x7);
    }

    /// @dev Cheaper than comparing {status}, whose conversion is checked.
    function isIn(TaskWord word, Status status_) internal pure returns (bool) {
        return TaskWord.unwrap(word) & 0x7 == uint256(status_);
    }

    function round(TaskWord word) internal pure returns (uint256) {
        return (TaskWord.unwrap(word) >> ROUND) & 0xf;
    }

    /// @dev Seconds. Meaningful from the opening to the dispute.
    function reviewWindow(TaskWord word) internal pure returns (uint256) {
        return (TaskWord.unwrap(word) >> CARRIED) & type(uint24).max;
    }

    /// @dev Basis points. Meaningful once there is a ruling.
    function ruledShare(TaskWord word) internal pure returns (uint256) {
        return (TaskWord.unwrap(word) >> CARRIED) & type(uint24).max;
    }

    function clock(TaskWord word) internal pure returns (uint256) {
        return (TaskWord.unwrap(word) >> CLOCK) & type(uint32).max;
    }

    function openedIn(TaskWord word) internal pure returns (uint256) {
        return (TaskWord.unwrap(word) >> OPENED_IN) & type(uint32).max;
    }

    /// @dev Meaningful in every status but `None` and `Open`.
    function worker(TaskWord word) internal pure returns (address) {
        // 256 - 96 bits are left.
        // forge-lint: disable-next-line(unsafe-typecast)
        return address(uint160(TaskWord.unwrap(word) >> WORKER));
    }

    /// @dev Seconds. Meaningful while `Open`.
    function workWindow(TaskWord word) internal pure returns (uint256) {
        return TaskWord.unwrap(word) >> WORKER;
    }

    /// @dev The word of a task that becomes open in a block. Of the block's number the low 32 bits are kept.
    function opened(uint256 blockNumber, uint256 claimDeadline_, uint256 workWindow_, uint256 reviewWindow_)
        internal
        pure
        returns (TaskWord)
    {
        return TaskWord.wrap(
            (workWindow_ << WORKER) | ((blockNumber & type(uint32).max) << OPENED_IN) | (claimDeadline_ << CLOCK)
                | (reviewWindow_ << CARRIED) | uint256(Status.Open)
        );
    }

    function claimed(TaskWord word, address worker_, uint256 clock_) internal pure returns (TaskWord) {
        return TaskWord.wrap(
            (uint256(uint160(worker_)) << WORKER) | (word.openedIn() << OPENED_IN) | (clock_ << CLOCK)
                | (word.reviewWindow() << CARRIED) | uint256(Status.Claimed)
        );
    }

    function submitted(TaskWord word, uint256 clock_) internal pure returns (TaskWord) {
        return _next(word, Status.Submitted, word.round(), word.reviewWindow(), clock_);
    }

    function revisionAsked(TaskWord word, uint256 clock_) internal pure returns (TaskWord) {
        return _next(word, Status.RevisionAsked, word.round() + 1, word.reviewWindow(), clock_);
    }

    function disputed(TaskWord word, uint256 clock_) internal pure returns (TaskWord) {
        return _next(word, Status.Disputed, word.round(), 0, clock_);
    }

    function ruled(TaskWord word, uint256 share, uint256 clock_) internal pure returns (TaskWord) {
        return _next(word, Status.Ruled, word.round(), share, clock_);
    }

    function appealed(TaskWord word, uint256 clock_) internal pure returns (TaskWord) {
        return _next(word, Status.Appealed, word.round(), word.ruledShare(), clock_);
    }

    function _next(TaskWord word, Status status_, uint256 round_, uint256 carried_, uint256 clock_)
        private
        pure
        returns (TaskWord)
    {
        return TaskWord.wrap(
            (TaskWord.unwrap(word) & KEPT) | (clock_ << CLOCK) | (carried_ << CARRIED) | (round_ << ROUND)
                | uint256(status_)
        );
    }
}
