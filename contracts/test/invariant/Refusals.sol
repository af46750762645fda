// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {EscrowActions} from "./EscrowActions.sol";
import {Plan, RELAYER, Task, Verb, Wrong} from "./Model.sol";

/// @notice Makes calls that must fail, and sees that they fail for the right reason (I12).
abstract contract Refusals is EscrowActions {
    error Refusals_WentThrough(Wrong wrong, bytes data);
    error Refusals_WrongReason(Wrong wrong, bytes4 reason, bytes4 expected);

    uint256 internal constant TASK_VERBS = uint256(Verb.ResolveAppeal) + 1;

    function _refuse(Wrong wrong, Plan memory p, bytes4 expected) internal {
        _refuse(wrong, p.caller, p.value, p.data, expected);
    }

    function _refuse(Wrong wrong, address caller, bytes memory data, bytes4 expected) internal {
        _refuse(wrong, caller, 0, data, expected);
    }

    function _refuse(Wrong wrong, address caller, uint256 value, bytes memory data, bytes4 expected) private {
        vm.prank(caller);
        (bool done, bytes memory answer) = address(_ESCROW).call{value: value}(data);
        if (done) revert Refusals_WentThrough(wrong, data);
        if (bytes4(answer) != expected) revert Refusals_WrongReason(wrong, bytes4(answer), expected);
        _TALLY.noteWrong(wrong);
    }

    /// @dev The call for a task that may have no worker to sign.
    function _planFor(Verb verb, Task memory t, uint256 seed) internal view returns (Plan memory) {
        if (t.worker == address(0)) t.worker = _STORE.keyedWorker(seed >> 8);
        return _plan(verb, t, seed);
    }

    function _kindOf(bytes4 why) internal pure returns (Wrong) {
        if (why == IEscrowRoles.EscrowRoles_Paused.selector) return Wrong.Paused;
        if (why == ITaskEscrow.TaskEscrow_WrongStatus.selector) return Wrong.Status;
        if (why == ITaskEscrow.TaskEscrow_OpenedThisBlock.selector) return Wrong.OpeningBlock;
        if (why == ITaskEscrow.TaskEscrow_NoRevisionLeft.selector) return Wrong.Bound;
        if (why == ITaskEscrow.TaskEscrow_InvalidSignature.selector) return Wrong.Signer;
        return Wrong.Clock;
    }

    /// @dev The verb from `seed` on that is in a set.
    function _verbIn(function(Verb) pure returns (bool) isIn, uint256 seed) internal pure returns (Verb verb) {
        for (uint256 i = 0; i < TASK_VERBS; i++) {
            verb = Verb((seed % TASK_VERBS + i) % TASK_VERBS);
            if (isIn(verb)) return verb;
        }
    }

    /// @dev A known account without this one's rights: neither of the two, nor a holder of a role.
    function _strangerTo(address a, address b, uint256 seed) internal view returns (address account) {
        IEscrowRoles.Roles memory roles = _STORE.roles();
        address[] memory accounts = _STORE.accounts();
        for (uint256 i = 0; i < accounts.length; i++) {
            account = accounts[(seed % accounts.length + i) % accounts.length];
            bool holdsRole = account == roles.admin || account == roles.assigner || account == roles.arbiter
                || account == roles.guardian;
            if (account != a && account != b && !holdsRole) return account;
        }
        return RELAYER;
    }

    /// @dev Verbs whose authority can be a signature.
    function _isSigned(Verb verb) internal pure returns (bool) {
        return (verb >= Verb.AssignTo && verb <= Verb.Abandon) || verb == Verb.Dispute || verb == Verb.Appeal
            || verb == Verb.ApproveSigned || verb == Verb.Settle;
    }

    /// @dev Verbs that not everybody may send.
    function _isPersonal(Verb verb) internal pure returns (bool) {
        return verb == Verb.AssignTo || verb == Verb.AssignToCompact || verb == Verb.SubmitWork
            || verb == Verb.RequestRevision || verb == Verb.Abandon || verb == Verb.Dispute || verb == Verb.Resolve
            || verb == Verb.Appeal || verb == Verb.Settle || verb == Verb.ResolveAppeal || _isPublishers(verb);
    }

    /// @dev Verbs that look for the sender's own task.
    function _isPublishers(Verb verb) internal pure returns (bool) {
        return verb == Verb.Approve || verb == Verb.ApproveBatch || verb == Verb.Cancel;
    }
}
