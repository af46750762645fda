// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

import {EscrowRoles} from "./EscrowRoles.sol";
import {EscrowSignatures} from "./EscrowSignatures.sol";
import {EscrowTerms} from "./EscrowTerms.sol";
import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";
import {Policy} from "./libraries/Policy.sol";
import {Shares} from "./libraries/Shares.sol";
import {ENDED, Status, TaskWord, TaskWords} from "./libraries/TaskWord.sol";
import {TermsHash} from "./libraries/TermsHash.sol";

/// @title TaskEscrow
/// @notice See the documentation in {ITaskEscrow}. Immutable: no proxy, no upgrade, no way for an admin to reach the money.
contract TaskEscrow is EscrowTerms, EscrowSignatures {
    /// @dev A struct of one word, so that a task's slot is computed once per call.
    struct Slot {
        TaskWord word;
    }

    mapping(bytes32 task => Slot) private _slots;

    constructor(Roles memory roles) EscrowRoles(roles) {}

    // ---------------------------------------------------------------------------------------------------------------
    // Entry
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function fund(Terms calldata terms) external payable override whenNotPaused returns (bytes32 task) {
        uint256 value;
        (task, value) = _fund(terms);
        if (msg.value != value) revert TaskEscrow_WrongValue(msg.value, value);
    }

    /// @inheritdoc ITaskEscrow
    function fundWithPermit(Terms calldata terms, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        override
        whenNotPaused
        returns (bytes32 task)
    {
        if (terms.token.code.length == 0) revert TaskEscrow_NotAToken(terms.token);
        (, uint256 total) = quote(terms);
        // A permit is public once sent: somebody may have used it up first. Then the allowance is there all the same.
        try IERC20Permit(terms.token).permit(msg.sender, address(this), total, permitDeadline, v, r, s) {} catch {}
        (task,) = _fund(terms);
    }

    /// @inheritdoc ITaskEscrow
    function fundBatch(Terms[] calldata terms)
        external
        payable
        override
        whenNotPaused
        returns (bytes32[] memory tasks)
    {
        if (terms.length == 0) revert TaskEscrow_BatchMismatch(0, 0);
        tasks = new bytes32[](terms.length);
        uint256 sum;
        for (uint256 i = 0; i < terms.length; ++i) {
            uint256 value;
            (tasks[i], value) = _fund(terms[i]);
            sum += value;
        }
        if (msg.value != sum) revert TaskEscrow_WrongValue(msg.value, sum);
    }

    /// @inheritdoc ITaskEscrow
    function assignTo(bytes32 task, address worker, bytes32 r, bytes32 vs)
        external
        override
        whenNotPaused
        onlyAssigner
    {
        (Slot storage slot, TaskWord word, bytes32 consent) = _beforeClaim(task, worker);
        _requireCompactSignature(worker, consent, r, vs);
        _claim(task, slot, word, worker);
    }

    /// @inheritdoc ITaskEscrow
    function assignTo(bytes32 task, address worker, bytes calldata signature)
        external
        override
        whenNotPaused
        onlyAssigner
    {
        (Slot storage slot, TaskWord word, bytes32 consent) = _beforeClaim(task, worker);
        _requireSignature(worker, consent, signature);
        _claim(task, slot, word, worker);
    }

    /// @inheritdoc ITaskEscrow
    function claim(
        bytes32 task,
        address worker,
        uint256 validUntil,
        bytes calldata workerSignature,
        bytes calldata assignerSignature
    ) external override whenNotPaused {
        if (block.timestamp > validUntil) {
            revert TaskEscrow_SignatureExpired(validUntil, block.timestamp);
        }
        _requireSignature(
            assigner(), _assignmentHash(task, _slots[task].word.openedIn(), worker, validUntil), assignerSignature
        );
        (Slot storage slot, TaskWord word, bytes32 consent) = _beforeClaim(task, worker);
        _requireSignature(worker, consent, workerSignature);
        _claim(task, slot, word, worker);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Progress
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function submitWork(bytes32 task, bytes32 evidence, bytes32 r, bytes32 vs) external override {
        (Slot storage slot, TaskWord word, address worker, bytes32 delivery) = _beforeSubmit(task, evidence);
        _requireCompactSignature(worker, delivery, r, vs);
        _submit(task, slot, word, evidence);
    }

    /// @inheritdoc ITaskEscrow
    function submitWork(bytes32 task, bytes32 evidence, bytes calldata signature) external override {
        (Slot storage slot, TaskWord word, address worker, bytes32 delivery) = _beforeSubmit(task, evidence);
        if (msg.sender != worker) _requireSignature(worker, delivery, signature);
        _submit(task, slot, word, evidence);
    }

    /// @inheritdoc ITaskEscrow
    function requestRevision(address publisher, Terms calldata terms, bytes32 reason, bytes calldata signature)
        external
        override
    {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Submitted);
        _requireInTime(word);
        uint256 round = word.round();
        if (round >= terms.policy.maxRevisions()) revert TaskEscrow_NoRevisionLeft(task, terms.policy.maxRevisions());
        if (msg.sender != publisher) {
            _requireSignature(publisher, _revisionHash(task, word.openedIn(), word.worker(), round, reason), signature);
        }

        slot.word = word.revisionAsked(_after(terms.policy.workWindow()));
        emit RevisionRequested(task, round + 1, reason);
    }

    /// @inheritdoc ITaskEscrow
    function abandon(address publisher, Terms calldata terms, bytes calldata signature) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireHeld(task, word);
        address worker = word.worker();
        if (msg.sender != worker) {
            _requireSignature(worker, _abandonmentHash(task, word.openedIn(), worker), signature);
        }

        _reopen(task, slot, word, terms.policy);
    }

    /// @inheritdoc ITaskEscrow
    function lapse(address publisher, Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireHeld(task, word);
        _requireOverdue(word);

        _reopen(task, slot, word, terms.policy);
    }

    /// @inheritdoc ITaskEscrow
    function dispute(
        address publisher,
        Terms calldata terms,
        address disputant,
        bytes32 reason,
        bytes calldata signature
    ) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        if (!word.isIn(Status.Submitted)) _requireHeld(task, word);
        _requireInTime(word);
        address worker = word.worker();
        _requireParty(disputant, publisher, worker);
        if (msg.sender != disputant) {
            _requireSignature(disputant, _disputeHash(task, word.openedIn(), worker, word.round(), reason), signature);
        }

        slot.word = word.disputed(_after(ARBITRATION_WINDOW));
        emit Disputed(task, disputant, reason);
    }

    /// @inheritdoc ITaskEscrow
    function resolve(address publisher, Terms calldata terms, uint256 share, bytes32 reason)
        external
        override
        onlyArbiter
    {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Disputed);
        _requireInTime(word);
        _requireShare(share);

        emit Ruled(task, share, reason);
        uint256 window = terms.policy.appealWindow();
        if (window == 0) {
            _resolve(task, slot, word, publisher, terms, share);
        } else {
            slot.word = word.ruled(share, _after(window));
        }
    }

    /// @inheritdoc ITaskEscrow
    function appeal(
        address publisher,
        Terms calldata terms,
        address appellant,
        bytes32 reason,
        bytes calldata signature
    ) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Ruled);
        _requireInTime(word);
        address worker = word.worker();
        _requireParty(appellant, publisher, worker);
        if (msg.sender != appellant) {
            _requireSignature(appellant, _appealHash(task, word.openedIn(), worker, reason), signature);
        }

        slot.word = word.appealed(_after(ARBITRATION_WINDOW));
        emit Appealed(task, appellant, reason);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Exits
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function approveCompletion(Terms calldata terms, address worker) external override {
        _approve(terms, worker);
    }

    /// @inheritdoc ITaskEscrow
    function approveCompletionSigned(address publisher, Terms calldata terms, address worker, bytes calldata signature)
        external
        override
    {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireSignature(publisher, _approvalHash(task, word.openedIn(), worker), signature);
        _complete(task, slot, word, terms, worker);
    }

    /// @inheritdoc ITaskEscrow
    function approveCompletionBatch(Terms[] calldata terms, address[] calldata workers) external override {
        if (terms.length != workers.length || terms.length == 0) {
            revert TaskEscrow_BatchMismatch(terms.length, workers.length);
        }
        for (uint256 i = 0; i < terms.length; ++i) {
            _approve(terms[i], workers[i]);
        }
    }

    /// @inheritdoc ITaskEscrow
    function settle(
        address publisher,
        Terms calldata terms,
        address worker,
        uint256 share,
        uint256 validUntil,
        bytes calldata publisherSignature,
        bytes calldata workerSignature
    ) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireWorker(task, word, worker);
        _requireShare(share);
        if (block.timestamp > validUntil) revert TaskEscrow_SignatureExpired(validUntil, block.timestamp);
        bytes32 agreement = _settlementHash(task, word.openedIn(), worker, share, validUntil);
        if (msg.sender != publisher) _requireSignature(publisher, agreement, publisherSignature);
        if (msg.sender != worker) _requireSignature(worker, agreement, workerSignature);

        _end(task, slot, word);
        emit Settled(task, worker, share);
        _payShare(publisher, terms, worker, share);
    }

    /// @inheritdoc ITaskEscrow
    function cancel(Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(msg.sender, terms);
        _requireStatus(task, word, Status.Open);

        _end(task, slot, word);
        emit Cancelled(task);
        _payBack(msg.sender, terms);
    }

    /// @inheritdoc ITaskEscrow
    function refund(address publisher, Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        if (!word.isIn(Status.Open)) {
            _requireHeld(task, word);
            _requireOverdue(word);
        }
        uint256 deadline = terms.policy.claimDeadline();
        if (block.timestamp <= deadline) revert TaskEscrow_DeadlineNotPassed(deadline, block.timestamp);

        _end(task, slot, word);
        emit Refunded(task);
        _payBack(publisher, terms);
    }

    /// @inheritdoc ITaskEscrow
    function release(address publisher, Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Submitted);
        _requireOverdue(word);

        _end(task, slot, word);
        address worker = word.worker();
        emit Released(task, worker);
        _payAll(terms, worker);
    }

    /// @inheritdoc ITaskEscrow
    function executeRuling(address publisher, Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        if (!word.isIn(Status.Ruled)) _requireStatus(task, word, Status.Appealed);
        _requireOverdue(word);

        _resolve(task, slot, word, publisher, terms, word.ruledShare());
    }

    /// @inheritdoc ITaskEscrow
    function executeDefault(address publisher, Terms calldata terms) external override {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Disputed);
        _requireOverdue(word);

        _resolve(task, slot, word, publisher, terms, terms.policy.defaultShare());
    }

    /// @inheritdoc ITaskEscrow
    function resolveAppeal(address publisher, Terms calldata terms, uint256 share, bytes32 reason) external override {
        if (msg.sender != terms.appealArbiter) {
            revert TaskEscrow_NotTheAppealArbiter(msg.sender, terms.appealArbiter);
        }
        (bytes32 task, Slot storage slot, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Appealed);
        _requireInTime(word);
        _requireShare(share);

        emit Ruled(task, share, reason);
        _resolve(task, slot, word, publisher, terms, share);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Reading
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function stateOf(bytes32 task) external view override returns (TaskState memory state) {
        TaskWord word = _slots[task].word;
        state.status = word.status();
        state.openedIn = word.openedIn();
        state.clock = word.clock();
        state.round = word.round();
        if (state.status != Status.Open) state.worker = word.worker();
        if (state.status == Status.Ruled || state.status == Status.Appealed) state.ruledShare = word.ruledShare();
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Steps
    // ---------------------------------------------------------------------------------------------------------------

    /// @return task The key of the task that is now open.
    /// @return value The ETH that has to come with the call.
    function _fund(Terms calldata terms) private returns (bytes32 task, uint256 value) {
        Policy policy = terms.policy;
        _requireFair(terms, policy);
        Slot storage slot;
        TaskWord word;
        (task, slot, word) = _load(msg.sender, terms);
        _requireStatus(task, word, Status.None);

        slot.word = _opened(policy);
        TermsHash.emitFunded(msg.sender, terms, task);
        (, uint256 total) = quote(terms);
        if (terms.token == address(0)) value = total;
        else _pull(terms.token, total);
    }

    /// @return slot Where the task is stored.
    /// @return word The open task.
    /// @return consent What the worker signs to claim it.
    function _beforeClaim(bytes32 task, address worker)
        private
        view
        returns (Slot storage slot, TaskWord word, bytes32 consent)
    {
        slot = _slots[task];
        word = slot.word;
        _requireStatus(task, word, Status.Open);
        _requireInTime(word);
        consent = _claimHash(task, word.openedIn(), worker);
    }

    function _claim(bytes32 task, Slot storage slot, TaskWord word, address worker) private {
        slot.word = word.claimed(worker, _after(word.workWindow()));
        emit Claimed(task, worker);
    }

    /// @return slot Where the task is stored.
    /// @return word The task whose worker owes a submission.
    /// @return worker Who that is.
    /// @return delivery What the worker signs to submit.
    function _beforeSubmit(bytes32 task, bytes32 evidence)
        private
        view
        returns (Slot storage slot, TaskWord word, address worker, bytes32 delivery)
    {
        slot = _slots[task];
        word = slot.word;
        _requireHeld(task, word);
        _requireInTime(word);
        worker = word.worker();
        delivery = _submissionHash(task, word.openedIn(), worker, word.round(), evidence);
    }

    function _submit(bytes32 task, Slot storage slot, TaskWord word, bytes32 evidence) private {
        slot.word = word.submitted(_after(word.reviewWindow()));
        emit Submitted(task, evidence);
    }

    function _reopen(bytes32 task, Slot storage slot, TaskWord word, Policy policy) private {
        _requireOpenedBefore(task, word);

        slot.word = _opened(policy);
        emit Reopened(task, word.worker());
    }

    function _opened(Policy policy) private view returns (TaskWord word) {
        word = TaskWords.opened(block.number, policy.claimDeadline(), policy.workWindow(), policy.reviewWindow());
    }

    function _approve(Terms calldata terms, address worker) private {
        (bytes32 task, Slot storage slot, TaskWord word) = _load(msg.sender, terms);
        _complete(task, slot, word, terms, worker);
    }

    function _complete(bytes32 task, Slot storage slot, TaskWord word, Terms calldata terms, address worker) private {
        _requireWorker(task, word, worker);

        _end(task, slot, word);
        emit Approved(task, worker);
        _payAll(terms, worker);
    }

    function _resolve(
        bytes32 task,
        Slot storage slot,
        TaskWord word,
        address publisher,
        Terms calldata terms,
        uint256 share
    ) private {
        _end(task, slot, word);
        address worker = word.worker();
        emit Resolved(task, worker, share);
        _payShare(publisher, terms, worker, share);
    }

    /// @dev Every exit comes through here. An opening lasts into another block, so that no two openings of a task have the
    /// same block and no signature of one fits the other.
    function _end(bytes32 task, Slot storage slot, TaskWord word) private {
        _requireOpenedBefore(task, word);
        slot.word = ENDED;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Money
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev The whole reward to the worker: {Shares.split} without its arithmetic.
    function _payAll(Terms calldata terms, address worker) private {
        (uint256 fee,) = quote(terms);
        _earn(terms.token, fee);
        _pay(terms.token, worker, terms.reward);
    }

    function _payShare(address publisher, Terms calldata terms, address worker, uint256 share) private {
        address token = terms.token;
        (uint256 fee,) = quote(terms);
        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(terms.reward, fee, share);
        _earn(token, toPlatform);
        _pay(token, worker, toWorker);
        _pay(token, publisher, toPublisher);
    }

    function _payBack(address publisher, Terms calldata terms) private {
        (, uint256 total) = quote(terms);
        _pay(terms.token, publisher, total);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Guards
    // ---------------------------------------------------------------------------------------------------------------

    function _load(address publisher, Terms calldata terms)
        private
        view
        returns (bytes32 task, Slot storage slot, TaskWord word)
    {
        task = TermsHash.keyOf(publisher, terms);
        slot = _slots[task];
        word = slot.word;
    }

    function _requireStatus(bytes32 task, TaskWord word, Status expected) private pure {
        if (!word.isIn(expected)) revert TaskEscrow_WrongStatus(task, word.status());
    }

    /// @dev The worker owes the next step.
    function _requireHeld(bytes32 task, TaskWord word) private pure {
        if (!word.isIn(Status.Claimed) && !word.isIn(Status.RevisionAsked)) {
            revert TaskEscrow_WrongStatus(task, word.status());
        }
    }

    function _requireInTime(TaskWord word) private view {
        if (block.timestamp > word.clock()) revert TaskEscrow_DeadlinePassed(word.clock(), block.timestamp);
    }

    function _requireOverdue(TaskWord word) private view {
        if (block.timestamp <= word.clock()) revert TaskEscrow_DeadlineNotPassed(word.clock(), block.timestamp);
    }

    function _requireOpenedBefore(bytes32 task, TaskWord word) private view {
        if (word.openedIn() == block.number & type(uint32).max) revert TaskEscrow_OpenedThisBlock(task, block.number);
    }

    /// @dev Who is paid: the holder of the claim, or, while the task is open, whom the publisher names.
    function _requireWorker(bytes32 task, TaskWord word, address worker) private view {
        if (word.isIn(Status.None)) revert TaskEscrow_WrongStatus(task, Status.None);
        if (word.isIn(Status.Open)) {
            if (worker == address(0) || worker == address(this)) revert TaskEscrow_InvalidWorker(worker);
        } else if (worker != word.worker()) {
            revert TaskEscrow_NotTheWorker(worker, word.worker());
        }
    }

    /// @dev The moment `window` seconds from now.
    function _after(uint256 window) private view returns (uint256 moment) {
        unchecked {
            // A window has 24 bits and the present fewer than 33: see LAST_CLAIM_DEADLINE.
            moment = block.timestamp + window;
        }
    }

    function _requireParty(address account, address publisher, address worker) private pure {
        if (account != publisher && account != worker) revert TaskEscrow_NotAParty(account, publisher, worker);
    }
}
