// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {EscrowRoles} from "./EscrowRoles.sol";
import {EscrowSignatures} from "./EscrowSignatures.sol";
import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";
import {Policy} from "./libraries/Policy.sol";
import {Shares} from "./libraries/Shares.sol";
import {ENDED, Status, TaskWord, TaskWords} from "./libraries/TaskWord.sol";

/// @title TaskEscrow
/// @notice See the documentation in {ITaskEscrow}. Immutable: no proxy, no upgrade, no way for an admin to reach the money.
contract TaskEscrow is ITaskEscrow, EscrowRoles, EscrowSignatures, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @notice The highest platform fee, in basis points of the reward.
    uint256 public constant MAX_FEE_RATE = 1000;
    /// @notice Bounds of the work, review and appeal windows, in seconds.
    uint256 public constant MIN_WINDOW = 10 minutes;
    uint256 public constant MAX_WINDOW = 90 days;
    /// @notice How far ahead a claim deadline may lie, in seconds.
    uint256 public constant MAX_CLAIM_PERIOD = 365 days;
    /// @notice How long an arbiter, first or second, has to decide, in seconds.
    uint256 public constant ARBITRATION_WINDOW = 14 days;
    /// @notice How many revisions the terms may grant.
    uint256 public constant MAX_REVISIONS = 15;
    /// @notice Gas a receiver of ETH may use: enough for contract wallets, too little to make a payment expensive.
    uint256 public constant PAYMENT_GAS = 100_000;
    /// @notice Gas that must be there when a payment fails, so that a caller cannot starve it on purpose:
    /// `PAYMENT_GAS` after the 63/64 rule, the cost of a call with value to an empty account, and the credit's writing.
    uint256 public constant MIN_GAS_TO_CREDIT = 200_000;

    mapping(bytes32 task => TaskWord) private _tasks;
    mapping(address token => uint256) private _fees;
    mapping(address account => mapping(address token => uint256)) private _credits;

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
        (, uint256 total) = quote(terms);
        // A permit is public once sent: somebody may have used it up first. Then the allowance is there all the same.
        try IERC20Permit(terms.token).permit(msg.sender, address(this), total, permitDeadline, v, r, s) {} catch {}
        uint256 value;
        (task, value) = _fund(terms);
        if (value != 0) revert TaskEscrow_WrongValue(0, value);
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
    function claim(bytes32 task, address worker, bytes calldata signature)
        external
        override
        whenNotPaused
        onlyAssigner
    {
        _claim(task, worker, signature);
    }

    /// @inheritdoc ITaskEscrow
    function claimAssigned(
        bytes32 task,
        address worker,
        uint256 validUntil,
        bytes calldata workerSignature,
        bytes calldata assignerSignature
    ) external override whenNotPaused {
        if (block.timestamp > validUntil) revert TaskEscrow_SignatureExpired(validUntil, block.timestamp);
        _requireSignature(
            assigner(), _assignmentHash(task, _tasks[task].openedAt(), worker, validUntil), assignerSignature
        );
        _claim(task, worker, workerSignature);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Progress
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function submit(bytes32 task, bytes32 evidence, bytes calldata signature) external override {
        TaskWord word = _tasks[task];
        Status status = word.status();
        if (status != Status.Claimed && status != Status.RevisionAsked) revert TaskEscrow_WrongStatus(task, status);
        _requireInTime(word);
        address worker = word.worker();
        if (msg.sender != worker) {
            _requireSignature(worker, _submissionHash(task, word.openedAt(), worker, word.round(), evidence), signature);
        }

        _tasks[task] = word.submitted(block.timestamp + word.reviewWindow());
        emit Submitted(task, evidence);
    }

    /// @inheritdoc ITaskEscrow
    function requestRevision(address publisher, Terms calldata terms, bytes32 reason, bytes calldata signature)
        external
        override
    {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Submitted);
        _requireInTime(word);
        uint256 round = word.round();
        if (round >= terms.policy.maxRevisions()) revert TaskEscrow_NoRevisionLeft(task, terms.policy.maxRevisions());
        if (msg.sender != publisher) {
            _requireSignature(publisher, _revisionHash(task, word.openedAt(), word.worker(), round, reason), signature);
        }

        _tasks[task] = word.revisionAsked(block.timestamp + terms.policy.workWindow());
        emit RevisionRequested(task, round + 1, reason);
    }

    /// @inheritdoc ITaskEscrow
    function abandon(address publisher, Terms calldata terms, bytes calldata signature) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireHeld(task, word);
        _requireOpenedBefore(task, word);
        address worker = word.worker();
        if (msg.sender != worker) {
            _requireSignature(worker, _abandonmentHash(task, word.openedAt(), worker), signature);
        }

        _reopen(task, terms.policy, worker);
    }

    /// @inheritdoc ITaskEscrow
    function lapse(address publisher, Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireHeld(task, word);
        _requireOverdue(word);

        _reopen(task, terms.policy, word.worker());
    }

    /// @inheritdoc ITaskEscrow
    function dispute(
        address publisher,
        Terms calldata terms,
        address disputant,
        bytes32 reason,
        bytes calldata signature
    ) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        Status status = word.status();
        if (status != Status.Submitted && status != Status.Claimed && status != Status.RevisionAsked) {
            revert TaskEscrow_WrongStatus(task, status);
        }
        _requireInTime(word);
        address worker = word.worker();
        _requireParty(disputant, publisher, worker);
        if (msg.sender != disputant) {
            _requireSignature(disputant, _disputeHash(task, word.openedAt(), worker, word.round(), reason), signature);
        }

        _tasks[task] = word.disputed(block.timestamp + ARBITRATION_WINDOW);
        emit Disputed(task, disputant, reason);
    }

    /// @inheritdoc ITaskEscrow
    function resolve(address publisher, Terms calldata terms, uint256 share, bytes32 reason)
        external
        override
        onlyArbiter
    {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Disputed);
        _requireInTime(word);
        _requireShare(share);

        emit Ruled(task, share, reason);
        uint256 window = terms.policy.appealWindow();
        if (window == 0) {
            _resolve(task, publisher, terms, word.worker(), share);
        } else {
            _tasks[task] = word.ruled(share, block.timestamp + window);
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
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Ruled);
        _requireInTime(word);
        address worker = word.worker();
        _requireParty(appellant, publisher, worker);
        if (msg.sender != appellant) {
            _requireSignature(appellant, _appealHash(task, word.openedAt(), worker, reason), signature);
        }

        _tasks[task] = word.appealed(block.timestamp + ARBITRATION_WINDOW);
        emit Appealed(task, appellant, reason);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Exits
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function approve(Terms calldata terms, address worker) external override {
        _approve(terms, worker);
    }

    /// @inheritdoc ITaskEscrow
    function approveSigned(address publisher, Terms calldata terms, address worker, bytes calldata signature)
        external
        override
    {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireSignature(publisher, _approvalHash(task, word.openedAt(), worker), signature);
        _payWhole(task, word, publisher, terms, worker);
    }

    /// @inheritdoc ITaskEscrow
    function approveBatch(Terms[] calldata terms, address[] calldata workers) external override {
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
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireWorker(task, word, worker);
        _requireOpenedBefore(task, word);
        _requireShare(share);
        if (block.timestamp > validUntil) revert TaskEscrow_SignatureExpired(validUntil, block.timestamp);
        bytes32 agreement = _settlementHash(task, word.openedAt(), worker, share, validUntil);
        if (msg.sender != publisher) _requireSignature(publisher, agreement, publisherSignature);
        if (msg.sender != worker) _requireSignature(worker, agreement, workerSignature);

        _tasks[task] = ENDED;
        emit Settled(task, worker, share);
        _payShare(publisher, terms, worker, share);
    }

    /// @inheritdoc ITaskEscrow
    function cancel(Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(msg.sender, terms);
        _requireStatus(task, word, Status.Open);
        _requireOpenedBefore(task, word);

        _tasks[task] = ENDED;
        emit Cancelled(task);
        _payBack(msg.sender, terms);
    }

    /// @inheritdoc ITaskEscrow
    function refund(address publisher, Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        if (word.status() != Status.Open) {
            _requireHeld(task, word);
            _requireOverdue(word);
        }
        uint256 deadline = terms.policy.claimDeadline();
        if (block.timestamp <= deadline) revert TaskEscrow_DeadlineNotPassed(deadline, block.timestamp);

        _tasks[task] = ENDED;
        emit Refunded(task);
        _payBack(publisher, terms);
    }

    /// @inheritdoc ITaskEscrow
    function release(address publisher, Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Submitted);
        _requireOverdue(word);

        _tasks[task] = ENDED;
        address worker = word.worker();
        emit Released(task, worker);
        _payShare(publisher, terms, worker, Shares.WHOLE);
    }

    /// @inheritdoc ITaskEscrow
    function executeRuling(address publisher, Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        Status status = word.status();
        if (status != Status.Ruled && status != Status.Appealed) revert TaskEscrow_WrongStatus(task, status);
        _requireOverdue(word);

        _resolve(task, publisher, terms, word.worker(), word.ruledShare());
    }

    /// @inheritdoc ITaskEscrow
    function executeDefault(address publisher, Terms calldata terms) external override {
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Disputed);
        _requireOverdue(word);

        _resolve(task, publisher, terms, word.worker(), terms.policy.defaultShare());
    }

    /// @inheritdoc ITaskEscrow
    function resolveAppeal(address publisher, Terms calldata terms, uint256 share, bytes32 reason) external override {
        if (msg.sender != terms.appealArbiter) {
            revert TaskEscrow_NotTheAppealArbiter(msg.sender, terms.appealArbiter);
        }
        (bytes32 task, TaskWord word) = _load(publisher, terms);
        _requireStatus(task, word, Status.Appealed);
        _requireInTime(word);
        _requireShare(share);

        emit Ruled(task, share, reason);
        _resolve(task, publisher, terms, word.worker(), share);
    }

    /// @inheritdoc ITaskEscrow
    function withdrawCredit(address token, address recipient) external override {
        uint256 amount = _credits[msg.sender][token];
        if (amount == 0) revert TaskEscrow_NothingToWithdraw(msg.sender, token);
        delete _credits[msg.sender][token];
        emit CreditWithdrawn(msg.sender, token, recipient, amount);
        _push(token, recipient, amount);
    }

    /// @inheritdoc ITaskEscrow
    function collectFees(address token) external override {
        uint256 amount = _fees[token];
        address recipient = treasury();
        if (amount == 0) revert TaskEscrow_NothingToWithdraw(recipient, token);
        delete _fees[token];
        emit FeesCollected(token, recipient, amount);
        _push(token, recipient, amount);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Reading
    // ---------------------------------------------------------------------------------------------------------------

    /// @inheritdoc ITaskEscrow
    function keyOf(address publisher, Terms calldata terms) external pure override returns (bytes32 task) {
        return _key(publisher, terms);
    }

    /// @inheritdoc ITaskEscrow
    function quote(Terms calldata terms) public pure override returns (uint256 fee, uint256 total) {
        fee = Shares.feeOf(terms.reward, terms.policy.feeRate());
        total = terms.reward + fee;
    }

    /// @inheritdoc ITaskEscrow
    function stateOf(bytes32 task) external view override returns (TaskState memory state) {
        TaskWord word = _tasks[task];
        state.status = word.status();
        state.openedAt = word.openedAt();
        state.clock = word.clock();
        state.round = word.round();
        if (state.status != Status.Open) state.worker = word.worker();
        if (state.status == Status.Ruled || state.status == Status.Appealed) state.ruledShare = word.ruledShare();
    }

    /// @inheritdoc ITaskEscrow
    function creditOf(address account, address token) external view override returns (uint256 amount) {
        return _credits[account][token];
    }

    /// @inheritdoc ITaskEscrow
    function feesOf(address token) external view override returns (uint256 amount) {
        return _fees[token];
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Steps
    // ---------------------------------------------------------------------------------------------------------------

    /// @return task The key of the task that is now open.
    /// @return value The ETH that has to come with the call.
    function _fund(Terms calldata terms) private returns (bytes32 task, uint256 value) {
        Policy policy = terms.policy;
        _requireFair(terms, policy);
        task = _key(msg.sender, terms);
        Status status = _tasks[task].status();
        if (status != Status.None) revert TaskEscrow_WrongStatus(task, status);

        _tasks[task] =
            TaskWords.opened(block.timestamp, policy.claimDeadline(), policy.workWindow(), policy.reviewWindow());
        emit Funded(task, msg.sender, terms);
        (, uint256 total) = quote(terms);
        if (terms.token == address(0)) value = total;
        else _pull(terms.token, total);
    }

    function _claim(bytes32 task, address worker, bytes calldata signature) private {
        TaskWord word = _tasks[task];
        _requireStatus(task, word, Status.Open);
        _requireInTime(word);
        _requireSignature(worker, _claimHash(task, word.openedAt(), worker), signature);

        _tasks[task] = word.claimed(worker, block.timestamp + word.workWindow());
        emit Claimed(task, worker);
    }

    function _reopen(bytes32 task, Policy policy, address worker) private {
        _tasks[task] =
            TaskWords.opened(block.timestamp, policy.claimDeadline(), policy.workWindow(), policy.reviewWindow());
        emit Reopened(task, worker);
    }

    function _approve(Terms calldata terms, address worker) private {
        (bytes32 task, TaskWord word) = _load(msg.sender, terms);
        _payWhole(task, word, msg.sender, terms, worker);
    }

    function _payWhole(bytes32 task, TaskWord word, address publisher, Terms calldata terms, address worker) private {
        _requireWorker(task, word, worker);
        _requireOpenedBefore(task, word);

        _tasks[task] = ENDED;
        emit Approved(task, worker);
        _payShare(publisher, terms, worker, Shares.WHOLE);
    }

    function _resolve(bytes32 task, address publisher, Terms calldata terms, address worker, uint256 share) private {
        _tasks[task] = ENDED;
        emit Resolved(task, worker, share);
        _payShare(publisher, terms, worker, share);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Money
    // ---------------------------------------------------------------------------------------------------------------

    function _payShare(address publisher, Terms calldata terms, address worker, uint256 share) private {
        address token = terms.token;
        (uint256 fee,) = quote(terms);
        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(terms.reward, fee, share);
        if (toPlatform != 0) _fees[token] += toPlatform;
        _pay(token, worker, toWorker);
        _pay(token, publisher, toPublisher);
    }

    function _payBack(address publisher, Terms calldata terms) private {
        (, uint256 total) = quote(terms);
        _pay(terms.token, publisher, total);
    }

    /// @dev Sends, or credits what is refused, so that no receiver and no token can block an exit.
    function _pay(address token, address recipient, uint256 amount) private {
        if (amount == 0) return;
        uint256 available = gasleft();
        if (_send(token, recipient, amount, PAYMENT_GAS)) return;
        if (available < MIN_GAS_TO_CREDIT) revert TaskEscrow_InsufficientGas(available, MIN_GAS_TO_CREDIT);
        _credits[recipient][token] += amount;
        emit Credited(recipient, token, amount);
    }

    /// @dev Sends what its owner asked for, or fails.
    function _push(address token, address recipient, uint256 amount) private {
        if (!_send(token, recipient, amount, gasleft())) revert TaskEscrow_PaymentRefused(recipient, token, amount);
    }

    /// @dev Copies nothing of what the receiver returns: a long answer cannot cost the caller.
    function _send(address token, address recipient, uint256 amount, uint256 gasLimit) private returns (bool sent) {
        return token == address(0)
            ? SafeTransferLib.trySafeTransferETH(recipient, amount, gasLimit)
            : IERC20(token).trySafeTransfer(recipient, amount);
    }

    /// @dev Takes exactly `amount` from the sender. The guard keeps two nested takes from counting the same units twice.
    function _pull(address token, uint256 amount) private nonReentrant {
        if (token.code.length == 0) revert TaskEscrow_NotAToken(token);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = IERC20(token).balanceOf(address(this)) - before;
        if (received != amount) revert TaskEscrow_WrongAmountReceived(token, received, amount);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Guards
    // ---------------------------------------------------------------------------------------------------------------

    function _load(address publisher, Terms calldata terms) private view returns (bytes32 task, TaskWord word) {
        task = _key(publisher, terms);
        word = _tasks[task];
    }

    function _key(address publisher, Terms calldata terms) private pure returns (bytes32 task) {
        return keccak256(abi.encode(publisher, terms));
    }

    function _requireFair(Terms calldata terms, Policy policy) private view {
        if (terms.reward == 0) revert TaskEscrow_ZeroReward();
        if (policy.excess() != 0) revert TaskEscrow_MalformedPolicy(policy.excess());
        uint256 deadline = policy.claimDeadline();
        uint256 latest = block.timestamp + MAX_CLAIM_PERIOD;
        if (deadline <= block.timestamp || deadline > latest) {
            revert TaskEscrow_ClaimDeadlineOutOfRange(deadline, block.timestamp, latest);
        }
        _requireWindow(policy.workWindow());
        _requireWindow(policy.reviewWindow());
        uint256 appealWindow = policy.appealWindow();
        if (appealWindow != 0) _requireWindow(appealWindow);
        if ((appealWindow == 0) != (terms.appealArbiter == address(0))) {
            revert TaskEscrow_AppealHalfSpecified(appealWindow, terms.appealArbiter);
        }
        if (policy.feeRate() > MAX_FEE_RATE) revert TaskEscrow_FeeRateTooHigh(policy.feeRate(), MAX_FEE_RATE);
        if (policy.maxRevisions() > MAX_REVISIONS) {
            revert TaskEscrow_TooManyRevisions(policy.maxRevisions(), MAX_REVISIONS);
        }
        _requireShare(policy.defaultShare());
    }

    function _requireWindow(uint256 window) private pure {
        if (window < MIN_WINDOW || window > MAX_WINDOW) {
            revert TaskEscrow_WindowOutOfRange(window, MIN_WINDOW, MAX_WINDOW);
        }
    }

    function _requireShare(uint256 share) private pure {
        if (share > Shares.WHOLE) revert TaskEscrow_ShareTooHigh(share, Shares.WHOLE);
    }

    function _requireStatus(bytes32 task, TaskWord word, Status expected) private pure {
        Status status = word.status();
        if (status != expected) revert TaskEscrow_WrongStatus(task, status);
    }

    /// @dev The worker owes the next step.
    function _requireHeld(bytes32 task, TaskWord word) private pure {
        Status status = word.status();
        if (status != Status.Claimed && status != Status.RevisionAsked) revert TaskEscrow_WrongStatus(task, status);
    }

    function _requireInTime(TaskWord word) private view {
        if (block.timestamp > word.clock()) revert TaskEscrow_DeadlinePassed(word.clock(), block.timestamp);
    }

    function _requireOverdue(TaskWord word) private view {
        if (block.timestamp <= word.clock()) revert TaskEscrow_DeadlineNotPassed(word.clock(), block.timestamp);
    }

    function _requireOpenedBefore(bytes32 task, TaskWord word) private view {
        if (word.openedAt() == block.timestamp) revert TaskEscrow_OpenedThisSecond(task, block.timestamp);
    }

    /// @dev Who is paid: the holder of the claim, or, while the task is open, whom the publisher names.
    function _requireWorker(bytes32 task, TaskWord word, address worker) private view {
        Status status = word.status();
        if (status == Status.None) revert TaskEscrow_WrongStatus(task, status);
        if (status == Status.Open) {
            if (worker == address(0) || worker == address(this)) revert TaskEscrow_InvalidWorker(worker);
        } else if (worker != word.worker()) {
            revert TaskEscrow_NotTheWorker(worker, word.worker());
        }
    }

    function _requireParty(address account, address publisher, address worker) private pure {
        if (account != publisher && account != worker) revert TaskEscrow_NotAParty(account, publisher, worker);
    }
}
