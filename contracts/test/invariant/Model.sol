// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";

/// @dev Carries what others signed, and has no right of its own.
address constant RELAYER = address(uint160(uint256(keccak256("relayer of a campaign"))));

/// @notice What a campaign does. Up to `ResolveAppeal`, the verbs of a task.
enum Verb {
    Fund,
    FundWithPermit,
    FundBatch,
    FundAgain,
    AssignTo,
    AssignToCompact,
    Claim,
    SubmitWork,
    SubmitWorkCompact,
    RequestRevision,
    Abandon,
    Lapse,
    Dispute,
    Resolve,
    Appeal,
    Approve,
    ApproveSigned,
    ApproveBatch,
    Settle,
    CancelMutually,
    Cancel,
    Refund,
    Release,
    ExecuteRuling,
    ExecuteDefault,
    ResolveAppeal,
    WithdrawCredit,
    PushCredit,
    CollectFees,
    Pause,
    Unpause,
    RotateRole,
    OfferAdmin,
    AcceptAdmin,
    DonateEth,
    DonateToken,
    ChangeMood,
    ChangeBlocking,
    WarpALittle,
    WarpAWindow,
    WarpToClock,
    Roll
}

/// @notice Whose holders rotate. The appeal's arbiter is named by the terms.
enum Role {
    Admin,
    Assigner,
    Arbiter,
    Guardian,
    Treasury,
    AppealArbiter
}

/// @notice The kinds of refusal that are provoked.
enum Wrong {
    Status,
    Clock,
    OpeningBlock,
    Caller,
    Role,
    Opening,
    Signer,
    Worker,
    Bound,
    Paused,
    Credit,
    Replay
}

/// @notice A task as it should be.
/// @param formerOpening The block of the opening before this one; zero before there are two.
/// @param paidIn Measured: what the escrow's balance rose by at the last funding.
/// @param paidOut Measured: what workers, publishers and platform gained when it ended; zero while live.
/// @param platformPart Measured: what the platform's fees rose by when it ended.
struct Task {
    bytes32 key;
    address publisher;
    ITaskEscrow.Terms terms;
    Status status;
    address worker;
    uint256 openedIn;
    uint256 clock;
    uint256 round;
    uint256 ruledShare;
    uint256 formerOpening;
    uint256 paidIn;
    uint256 paidOut;
    uint256 platformPart;
}

/// @notice A call with everything that authorises it.
/// @param worker Who is paid or given the task.
/// @param share The worker's part in basis points, for verbs that say one.
/// @param relayed The caller adds nothing: all authority is in the signatures.
struct Plan {
    Verb verb;
    address caller;
    uint256 value;
    bytes data;
    address worker;
    uint256 share;
    bool relayed;
}

/// @title Rules
/// @notice The state diagram of {ITaskEscrow}, as sets of statuses: bit `n` is status `n`.
library Rules {
    uint256 internal constant VERBS = uint256(type(Verb).max) + 1;
    uint256 internal constant WRONGS = uint256(type(Wrong).max) + 1;
    uint256 internal constant STATUSES = uint256(type(Status).max) + 1;

    uint256 private constant NONE = 1 << uint256(Status.None);
    uint256 private constant OPEN = 1 << uint256(Status.Open);
    uint256 private constant CLAIMED = 1 << uint256(Status.Claimed);
    uint256 private constant SUBMITTED = 1 << uint256(Status.Submitted);
    uint256 private constant REVISION = 1 << uint256(Status.RevisionAsked);
    uint256 private constant DISPUTED = 1 << uint256(Status.Disputed);
    uint256 private constant RULED = 1 << uint256(Status.Ruled);
    uint256 private constant APPEALED = 1 << uint256(Status.Appealed);
    uint256 private constant HELD = CLAIMED | REVISION;
    uint256 private constant LIVE = OPEN | HELD | SUBMITTED | DISPUTED | RULED | APPEALED;

    /// @notice The statuses in which a verb exists.
    function doors(Verb verb) internal pure returns (uint256 statuses) {
        if (verb <= Verb.FundAgain) return NONE;
        if (verb <= Verb.Claim || verb == Verb.Cancel) return OPEN;
        if (verb <= Verb.SubmitWorkCompact || verb == Verb.Abandon || verb == Verb.Lapse) return HELD;
        if (verb == Verb.RequestRevision || verb == Verb.Release) return SUBMITTED;
        if (verb == Verb.Dispute) return HELD | SUBMITTED;
        if (verb == Verb.Resolve || verb == Verb.ExecuteDefault) return DISPUTED;
        if (verb == Verb.Appeal) return RULED;
        if (verb == Verb.ExecuteRuling) return RULED | APPEALED;
        if (verb == Verb.ResolveAppeal) return APPEALED;
        if (verb == Verb.Refund) return OPEN | HELD;
        if (verb <= Verb.CancelMutually) return LIVE;
        return 0;
    }

    /// @notice The statuses to which an arrow leads.
    function arrows(Status from) internal pure returns (uint256 statuses) {
        if (from == Status.None) return OPEN;
        if (from == Status.Open) return CLAIMED | NONE;
        if (from == Status.Claimed) return SUBMITTED | OPEN | DISPUTED | NONE;
        if (from == Status.Submitted) return REVISION | DISPUTED | NONE;
        if (from == Status.RevisionAsked) return SUBMITTED | OPEN | DISPUTED | NONE;
        if (from == Status.Disputed) return RULED | NONE;
        if (from == Status.Ruled) return APPEALED | NONE;
        return NONE;
    }

    /// @notice Verbs that exist up to the last second of the status.
    function isInTime(Verb verb) internal pure returns (bool) {
        return (verb >= Verb.AssignTo && verb <= Verb.RequestRevision) || verb == Verb.Dispute || verb == Verb.Resolve
            || verb == Verb.Appeal || verb == Verb.ResolveAppeal;
    }

    /// @notice Verbs that exist after it.
    function isTimer(Verb verb) internal pure returns (bool) {
        return verb == Verb.Lapse || verb == Verb.Refund || verb == Verb.Release || verb == Verb.ExecuteRuling
            || verb == Verb.ExecuteDefault;
    }

    function isExit(Verb verb) internal pure returns (bool) {
        return verb >= Verb.Approve && verb <= Verb.ResolveAppeal;
    }

    function has(uint256 statuses, Status status) internal pure returns (bool) {
        return (statuses >> uint256(status)) & 1 == 1;
    }

    function count(uint256 statuses) internal pure returns (uint256 number) {
        for (; statuses != 0; statuses >>= 1) {
            number += statuses & 1;
        }
    }
}
