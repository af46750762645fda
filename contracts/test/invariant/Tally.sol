// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Status} from "../../src/libraries/TaskWord.sol";
import {Rules, Verb, Wrong} from "./Model.sol";

/// @notice Counts what a campaign did, and keeps the signed calls that went through.
contract Tally {
    struct Envelope {
        bytes data;
        bool forAssigner;
    }

    uint256 private constant ENVELOPES = 8;

    /// @dev See {Offsets}.
    uint256[] private _row = new uint256[](Offsets.END);
    uint256 public calls;
    uint256 public detours;
    uint256 public misses;
    uint256 public illegalMoves;
    Envelope[] private _envelopes;
    uint256 private _kept;

    function noteCall() external {
        calls++;
    }

    /// @notice Another verb had to come first.
    function noteDetour() external {
        detours++;
    }

    /// @notice An action found nothing to do.
    function noteMiss() external {
        misses++;
    }

    function noteVerb(Verb verb, bool paused) external {
        _row[uint256(verb)]++;
        if (paused) _row[Offsets.UNDER_PAUSE + uint256(verb)]++;
    }

    function noteWrong(Wrong wrong) external {
        _row[Offsets.WRONGS + uint256(wrong)]++;
    }

    /// @notice What the escrow said before and after a verb.
    function noteMove(Verb verb, Status from, Status to) external {
        if (!Rules.has(Rules.arrows(from), to) || !Rules.has(Rules.doors(verb), from)) illegalMoves++;
        _row[Offsets.STATUSES + uint256(to)]++;
        _row[Offsets.ARROWS + uint256(from) * Rules.STATUSES + uint256(to)]++;
        _row[Offsets.DOORS + uint256(verb) * Rules.STATUSES + uint256(from)]++;
    }

    function keep(bytes calldata data, bool forAssigner) external {
        if (_envelopes.length < ENVELOPES) _envelopes.push(Envelope(data, forAssigner));
        else _envelopes[_kept % ENVELOPES] = Envelope(data, forAssigner);
        _kept++;
    }

    function envelope(uint256 seed) external view returns (bool found, Envelope memory found_) {
        if (_envelopes.length != 0) (found, found_) = (true, _envelopes[seed % _envelopes.length]);
    }

    /// @notice All counts in one row: see {Offsets}.
    function counts() external view returns (uint256[] memory) {
        return _row;
    }
}

/// @notice Where each kind of count begins in the row of {Tally.counts}: verbs, verbs under pause, wrongs, statuses,
/// arrows (from, to), doors (verb, from).
library Offsets {
    uint256 internal constant UNDER_PAUSE = Rules.VERBS;
    uint256 internal constant WRONGS = UNDER_PAUSE + Rules.VERBS;
    uint256 internal constant STATUSES = WRONGS + Rules.WRONGS;
    uint256 internal constant ARROWS = STATUSES + Rules.STATUSES;
    uint256 internal constant DOORS = ARROWS + Rules.STATUSES * Rules.STATUSES;
    uint256 internal constant END = DOORS + Rules.VERBS * Rules.STATUSES;
}
