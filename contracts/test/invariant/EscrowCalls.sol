// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowSigner} from "./EscrowSigner.sol";
import {Plan, RELAYER, Task, Verb} from "./Model.sol";

/// @notice For each verb of a task the call of somebody who may make it, in a form that the seed picks: a transaction of
/// one's own or signatures that somebody carries.
abstract contract EscrowCalls is EscrowSigner {
    uint256 internal constant WHOLE = 10_000;
    /// @dev By how much every share goes beyond the whole.
    uint256 internal _surplus;
    /// @dev How long ago consents with an end of their own have ended.
    uint256 internal _lateness;

    /// @dev {ITaskEscrow.assignTo} and {ITaskEscrow.submitWork} each have two forms.
    bytes4 private constant ASSIGN = bytes4(keccak256("assignTo(bytes32,address,bytes)"));
    bytes4 private constant ASSIGN_COMPACT = bytes4(keccak256("assignTo(bytes32,address,bytes32,bytes32)"));
    bytes4 private constant SUBMIT = bytes4(keccak256("submitWork(bytes32,bytes32,bytes)"));
    bytes4 private constant SUBMIT_COMPACT = bytes4(keccak256("submitWork(bytes32,bytes32,bytes32,bytes32)"));

    function _plan(Verb verb, Task memory t, uint256 seed) internal view returns (Plan memory p) {
        p.verb = verb;
        p.caller = RELAYER;
        p.worker = t.worker;
        p.share = _share(verb, seed);
        if (t.status <= Status.Open) {
            p.worker = verb == Verb.AssignToCompact ? _STORE.keyedWorker(seed >> 8) : _STORE.worker(seed >> 8);
        }
        if (verb <= Verb.FundAgain) _planFunding(p, t);
        else if (verb <= Verb.Claim) _planEntry(p, t);
        else if (verb <= Verb.Lapse) _planProgress(p, t, seed);
        else if (verb <= Verb.Appeal) _planDispute(p, t, seed);
        else _planExit(p, t, seed);
    }

    function _planFunding(Plan memory p, Task memory t) private view {
        p.caller = t.publisher;
        (, uint256 total) = _ESCROW.quote(t.terms);
        p.value = t.terms.token == address(0) ? total : 0;
        p.data = abi.encodeCall(ITaskEscrow.fund, (t.terms));
    }

    function _planEntry(Plan memory p, Task memory t) private view {
        bytes32 consent = _claimHash(t, p.worker);
        address assigner = _STORE.roles().assigner;
        if (p.verb == Verb.AssignToCompact) {
            (bytes32 r, bytes32 vs) = _signCompact(p.worker, consent);
            p.caller = assigner;
            p.data = abi.encodeWithSelector(ASSIGN_COMPACT, t.key, p.worker, r, vs);
        } else if (p.verb == Verb.AssignTo) {
            p.caller = assigner;
            p.data = abi.encodeWithSelector(ASSIGN, t.key, p.worker, _sign(p.worker, consent));
        } else {
            uint256 validUntil = _validUntil(uint256(consent));
            bytes memory assignment = _sign(assigner, _assignmentHash(t, p.worker, validUntil));
            p.relayed = true;
            p.data =
                abi.encodeCall(ITaskEscrow.claim, (t.key, p.worker, validUntil, _sign(p.worker, consent), assignment));
        }
    }

    function _planProgress(Plan memory p, Task memory t, uint256 seed) private view {
        bytes32 word = bytes32(seed);
        bytes memory signature;
        if (p.verb == Verb.SubmitWork) {
            signature = _authority(p, t.worker, _submissionHash(t, word), seed);
            p.data = abi.encodeWithSelector(SUBMIT, t.key, word, signature);
        } else if (p.verb == Verb.SubmitWorkCompact) {
            (bytes32 r, bytes32 vs) = _signCompact(t.worker, _submissionHash(t, word));
            p.relayed = true;
            p.data = abi.encodeWithSelector(SUBMIT_COMPACT, t.key, word, r, vs);
        } else if (p.verb == Verb.RequestRevision) {
            signature = _authority(p, t.publisher, _revisionHash(t, word), seed);
            p.data = abi.encodeCall(ITaskEscrow.requestRevision, (t.publisher, t.terms, word, signature));
        } else if (p.verb == Verb.Abandon) {
            signature = _authority(p, t.worker, _abandonmentHash(t), seed);
            p.data = abi.encodeCall(ITaskEscrow.abandon, (t.publisher, t.terms, signature));
        } else {
            p.data = abi.encodeCall(ITaskEscrow.lapse, (t.publisher, t.terms));
        }
    }

    function _planDispute(Plan memory p, Task memory t, uint256 seed) private view {
        bytes32 reason = bytes32(seed);
        if (p.verb == Verb.Resolve) {
            p.caller = _STORE.roles().arbiter;
            p.data = abi.encodeCall(ITaskEscrow.resolve, (t.publisher, t.terms, p.share, reason));
            return;
        }
        address party = (seed >> 1) & 1 == 0 ? t.publisher : t.worker;
        if (p.verb == Verb.Dispute) {
            bytes memory signature = _authority(p, party, _disputeHash(t, reason), seed);
            p.data = abi.encodeCall(ITaskEscrow.dispute, (t.publisher, t.terms, party, reason, signature));
        } else {
            bytes memory signature = _authority(p, party, _appealHash(t, reason), seed);
            p.data = abi.encodeCall(ITaskEscrow.appeal, (t.publisher, t.terms, party, reason, signature));
        }
    }

    function _planExit(Plan memory p, Task memory t, uint256 seed) private view {
        Verb verb = p.verb;
        if (verb == Verb.Approve) {
            p.caller = t.publisher;
            p.data = abi.encodeCall(ITaskEscrow.approveCompletion, (t.terms, p.worker));
        } else if (verb == Verb.ApproveSigned) {
            bytes memory approval = _sign(t.publisher, _approvalHash(t, p.worker));
            p.relayed = true;
            p.data = abi.encodeCall(ITaskEscrow.approveCompletionSigned, (t.publisher, t.terms, p.worker, approval));
        } else if (verb == Verb.ApproveBatch) {
            p.caller = t.publisher;
            p.data = abi.encodeCall(ITaskEscrow.approveCompletionBatch, (_listOf(t.terms), _listOf(p.worker)));
        } else if (verb == Verb.Settle || verb == Verb.CancelMutually) {
            _planSettlement(p, t, seed, _validUntil(seed >> 5));
        } else if (verb == Verb.Cancel) {
            p.caller = t.publisher;
            p.data = abi.encodeCall(ITaskEscrow.cancel, (t.terms));
        } else if (verb == Verb.Refund) {
            p.data = abi.encodeCall(ITaskEscrow.refund, (t.publisher, t.terms));
        } else if (verb == Verb.Release) {
            p.data = abi.encodeCall(ITaskEscrow.release, (t.publisher, t.terms));
        } else if (verb == Verb.ExecuteRuling) {
            p.data = abi.encodeCall(ITaskEscrow.executeRuling, (t.publisher, t.terms));
        } else if (verb == Verb.ExecuteDefault) {
            p.data = abi.encodeCall(ITaskEscrow.executeDefault, (t.publisher, t.terms));
        } else {
            p.caller = t.terms.appealArbiter;
            p.data = abi.encodeCall(ITaskEscrow.resolveAppeal, (t.publisher, t.terms, p.share, bytes32(seed)));
        }
    }

    /// @dev Three forms: somebody carries both signatures, or one side sends with the other's.
    function _planSettlement(Plan memory p, Task memory t, uint256 seed, uint256 validUntil) private view {
        bytes32 agreement = _settlementHash(t, p.worker, p.share, validUntil);
        bytes memory publishers = _sign(t.publisher, agreement);
        bytes memory workers = _sign(p.worker, agreement);
        if (seed % 3 == 1) (p.caller, publishers) = (t.publisher, "");
        else if (seed % 3 == 2) (p.caller, workers) = (p.worker, "");
        else (p.caller, p.relayed) = (RELAYER, true);
        p.data = abi.encodeCall(
            ITaskEscrow.settle, (t.publisher, t.terms, p.worker, p.share, validUntil, publishers, workers)
        );
    }

    /// @dev The signer sends with an empty signature, or the relayer carries theirs.
    function _authority(Plan memory p, address signer, bytes32 structHash, uint256 seed)
        private
        view
        returns (bytes memory signature)
    {
        p.relayed = seed & 1 == 0;
        if (p.relayed) return _sign(signer, structHash);
        p.caller = signer;
    }

    /// @dev Until this second, or long enough to be tried again later.
    function _validUntil(uint256 seed) private view returns (uint256) {
        return vm.getBlockTimestamp() - _lateness + (_lateness == 0 && seed & 1 == 0 ? 365 days : 0);
    }

    /// @dev The edges as often as something between.
    function _share(Verb verb, uint256 seed) private view returns (uint256) {
        if (_surplus != 0) return WHOLE + _surplus;
        if (verb == Verb.CancelMutually) return 0;
        uint256 pick = (seed >> 16) % 8;
        if (pick == 0) return 0;
        if (pick == 1) return 1;
        if (pick == 2) return WHOLE - 1;
        if (pick == 3) return WHOLE;
        return (seed >> 24) % (WHOLE + 1);
    }

    function _listOf(ITaskEscrow.Terms memory terms) internal pure returns (ITaskEscrow.Terms[] memory list) {
        list = new ITaskEscrow.Terms[](1);
        list[0] = terms;
    }

    function _listOf(address account) internal pure returns (address[] memory list) {
        list = new address[](1);
        list[0] = account;
    }
}
