// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Policy} from "../libraries/Policy.sol";
import {Status} from "../libraries/TaskWord.sol";

/// @title ITaskEscrow
/// @notice Holds the reward of a task from before anybody sees the task until somebody is entitled to it.
///
/// A publisher funds a task's {Terms}. The platform and a player sign a claim, the player signs a submission, the
/// publisher approves; the reward goes to the player. Whoever falls silent cannot hold the other hostage: each status has
/// a last second, after which a verb that anybody may call leads out of it.
///
/// A task is named by its key, the hash of its publisher and terms ({keyOf}). The contract stores one word per task,
/// cleared when the task ends; the terms come with the calls that need them and stay readable in the {Funded} event.
///
/// Signatures are EIP-712, of the domain `Guildhall Task Escrow`, version `1`, on this chain and contract. Each names the
/// task's key, the worker, and the block in which the task last became open, so that none outlives a lapsed claim, an
/// exit or another funding. Contract wallets sign by ERC-1271. Where a verb takes a signer and a signature, the signer may
/// send the transaction with an empty signature instead.
///
/// Times are Unix seconds, amounts the smallest unit of the token, shares and rates basis points (10,000 is the whole).
interface ITaskEscrow {
    // ---------------------------------------------------------------------------------------------------------------
    // Types
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice What the publisher locks and promises. Fixed by the funding; nobody can change them for a funded task.
    /// @param content Hash of what was agreed in words: name, description and acceptance criteria.
    /// @param token ERC-20 of the reward, or zero for ETH.
    /// @param reward What the worker is paid for the whole task. The fee comes on top: see {quote}.
    /// @param appealArbiter Who decides an appeal. Zero exactly when the policy's appeal window is zero.
    /// @param policy The clocks, the rates and the task's number: see {Policy}.
    struct Terms {
        bytes32 content;
        address token;
        uint96 reward;
        address appealArbiter;
        Policy policy;
    }

    /// @notice A task as stored, taken apart for reading. All zero but `status` once the task has ended.
    /// @param status Where the task stands.
    /// @param worker Who holds the claim; zero while open.
    /// @param openedIn The block in which the task last became open. Part of every signature.
    /// @param clock The last second of the present status.
    /// @param round How many revisions have been asked for.
    /// @param ruledShare The first ruling, in basis points; zero before.
    struct TaskState {
        Status status;
        address worker;
        uint256 openedIn;
        uint256 clock;
        uint256 round;
        uint256 ruledShare;
    }

    /// @notice The contract's own bounds; they never change.
    /// @param maxFeeRate The highest platform fee, in basis points of the reward.
    /// @param minWindow The shortest work, review and appeal window, in seconds.
    /// @param maxWindow The longest of them, in seconds.
    /// @param maxClaimPeriod How far ahead of the funding a claim deadline may lie, in seconds.
    /// @param lastClaimDeadline The latest claim deadline of all, in Unix time.
    /// @param arbitrationWindow How long an arbiter, first or second, has to decide, in seconds.
    /// @param maxRevisions How many revisions the terms may grant.
    /// @param paymentGas Gas that a receiver of ETH may use before the payment becomes a credit.
    /// @param minGasToCredit Gas that a call needs left to turn a refused payment into a credit.
    struct Limits {
        uint256 maxFeeRate;
        uint256 minWindow;
        uint256 maxWindow;
        uint256 maxClaimPeriod;
        uint256 lastClaimDeadline;
        uint256 arbitrationWindow;
        uint256 maxRevisions;
        uint256 paymentGas;
        uint256 minGasToCredit;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Events
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice The reward and the fee are locked; the task is open.
    event Funded(bytes32 indexed task, address publisher, Terms terms);

    /// @notice A player holds the task and owes a submission within the work window.
    event Claimed(bytes32 indexed task, address worker);

    /// @notice The worker fell silent or gave the claim back; the task is open again, with a new block for signatures.
    event Reopened(bytes32 indexed task, address worker);

    /// @notice The worker submitted; the publisher owes an answer within the review window.
    event Submitted(bytes32 indexed task, bytes32 evidence);

    /// @notice The publisher asked for a revision; the worker owes another submission within the work window.
    event RevisionRequested(bytes32 indexed task, uint256 round, bytes32 reason);

    /// @notice The publisher paid the whole reward. The task has ended.
    event Approved(bytes32 indexed task, address worker);

    /// @notice The publisher fell silent after a submission; the whole reward was paid. The task has ended.
    event Released(bytes32 indexed task, address worker);

    /// @notice Publisher and worker agreed on a share; 0 is a mutual cancellation. The task has ended.
    event Settled(bytes32 indexed task, address worker, uint256 share);

    /// @notice The publisher withdrew an open task; everything went back. The task has ended.
    event Cancelled(bytes32 indexed task);

    /// @notice Nobody held the task at its deadline; everything went back to the publisher. The task has ended.
    event Refunded(bytes32 indexed task);

    /// @notice One side asked the arbiter to decide.
    event Disputed(bytes32 indexed task, address disputant, bytes32 reason);

    /// @notice The arbiter decided. With an appeal window the money waits, else {Resolved} follows at once.
    event Ruled(bytes32 indexed task, uint256 share, bytes32 reason);

    /// @notice One side took the ruling to the second arbiter.
    event Appealed(bytes32 indexed task, address appellant, bytes32 reason);

    /// @notice A dispute ended and was paid: by a ruling, by the decision of an appeal, or by the terms' default where
    /// the arbiter stayed silent. The task has ended.
    event Resolved(bytes32 indexed task, address worker, uint256 share);

    /// @notice A payment was refused by its receiver or by its token, and waits to be pulled: {withdrawCredit}.
    event Credited(address indexed account, address indexed token, uint256 amount);

    /// @notice A credit was pulled.
    event CreditWithdrawn(address indexed account, address indexed token, address recipient, uint256 amount);

    /// @notice The platform's earned fees were sent to the treasury.
    event FeesCollected(address indexed token, address treasury, uint256 amount);

    // ---------------------------------------------------------------------------------------------------------------
    // Errors
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice The terms' reward is zero.
    error TaskEscrow_ZeroReward();
    /// @notice The claim deadline is not after `present`, or later than `latest`.
    error TaskEscrow_ClaimDeadlineOutOfRange(uint256 claimDeadline, uint256 present, uint256 latest);
    /// @notice The work, review or appeal window lies outside its bounds.
    error TaskEscrow_WindowOutOfRange(uint256 window, uint256 shortest, uint256 longest);
    /// @notice The fee rate is above what the contract allows.
    error TaskEscrow_FeeRateTooHigh(uint256 feeRate, uint256 highest);
    /// @notice A share is above the whole.
    error TaskEscrow_ShareTooHigh(uint256 share, uint256 whole);
    /// @notice More revisions than a task's word can count.
    error TaskEscrow_TooManyRevisions(uint256 maxRevisions, uint256 most);
    /// @notice The policy has bits where it has no field.
    error TaskEscrow_MalformedPolicy(uint256 excess);
    /// @notice An appeal window without a second arbiter, or a second arbiter without a window.
    error TaskEscrow_AppealHalfSpecified(uint256 appealWindow, address appealArbiter);
    /// @notice The ETH sent is not what the terms cost; zero is expected where the reward is an ERC-20.
    error TaskEscrow_WrongValue(uint256 sent, uint256 expected);
    /// @notice The token moved another amount than it was asked to, as tokens with a transfer fee do.
    error TaskEscrow_WrongAmountReceived(address token, uint256 received, uint256 expected);
    /// @notice The token's address has no code.
    error TaskEscrow_NotAToken(address token);
    /// @notice The verb does not exist in the status the task is in. `None`: never funded, or ended.
    error TaskEscrow_WrongStatus(bytes32 task, Status status);
    /// @notice The last second for this verb has passed.
    error TaskEscrow_DeadlinePassed(uint256 deadline, uint256 present);
    /// @notice The verb opens only after a deadline that has not passed yet.
    error TaskEscrow_DeadlineNotPassed(uint256 deadline, uint256 present);
    /// @notice A task cannot end, or be given back, in the block in which it became open: signatures tell openings apart by it.
    error TaskEscrow_OpenedThisBlock(bytes32 task, uint256 blockNumber);
    /// @notice All the revisions of the terms have been used.
    error TaskEscrow_NoRevisionLeft(bytes32 task, uint256 maxRevisions);
    /// @notice The worker is not the one who holds the claim.
    error TaskEscrow_NotTheWorker(address worker, address expected);
    /// @notice A reward cannot be sent to nobody or to the escrow itself.
    error TaskEscrow_InvalidWorker(address worker);
    /// @notice Neither the publisher nor the worker.
    error TaskEscrow_NotAParty(address account, address publisher, address worker);
    /// @notice The caller is not who the terms name as second arbiter.
    error TaskEscrow_NotTheAppealArbiter(address caller, address expected);
    /// @notice The signature is not the signer's over this digest.
    error TaskEscrow_InvalidSignature(address signer, bytes32 digest);
    /// @notice The signature's own deadline has passed.
    error TaskEscrow_SignatureExpired(uint256 validUntil, uint256 present);
    /// @notice The lists of a batch differ in length, or are empty.
    error TaskEscrow_BatchMismatch(uint256 tasks, uint256 workers);
    /// @notice A payment failed with too little gas to tell a refusal from exhaustion; call again with more.
    error TaskEscrow_InsufficientGas(uint256 available, uint256 needed);
    /// @notice There is nothing to pull.
    error TaskEscrow_NothingToWithdraw(address account, address token);
    /// @notice A credit cannot be sent to nobody or to the escrow itself.
    error TaskEscrow_InvalidRecipient(address recipient);
    /// @notice The receiver or the token refused a pulled payment.
    error TaskEscrow_PaymentRefused(address recipient, address token, uint256 amount);

    // ---------------------------------------------------------------------------------------------------------------
    // Entry: stops while paused
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice Locks reward and fee of a task; the sender is its publisher.
    /// @dev ETH: send exactly `total` of {quote}. ERC-20: send none, and allow the escrow `total` first. The same terms can
    /// be funded again once the task has ended.
    /// @return task The task's key.
    function fund(Terms calldata terms) external payable returns (bytes32 task);

    /// @notice {fund} for an ERC-20 with permit (ERC-2612), in one transaction and without an earlier allowance.
    /// @dev A permit that fails is passed over, since anybody may have carried it to the token before; what counts is the
    /// allowance.
    function fundWithPermit(Terms calldata terms, uint256 permitDeadline, uint8 v, bytes32 r, bytes32 s)
        external
        returns (bytes32 task);

    /// @notice {fund} for many tasks at once; all or none. Send the ETH of all of them together.
    function fundBatch(Terms[] calldata terms) external payable returns (bytes32[] memory tasks);

    /// @notice Gives an open task to a player. Only the assigner, which so adds the platform's consent.
    /// @param task The task's key.
    /// @param worker The player, an account with a key.
    /// @param r First half of the player's compact signature (ERC-2098) of
    /// `Claim(bytes32 task,uint256 openedIn,address worker)`.
    /// @param vs Second half, with the recovery bit on top.
    function assignTo(bytes32 task, address worker, bytes32 r, bytes32 vs) external;

    /// @notice {assignTo} for a player of any kind, contract wallets among them.
    /// @param signature The player's, of the same.
    function assignTo(bytes32 task, address worker, bytes calldata signature) external;

    /// @notice Gives an open task to a player; anybody may carry the two consents.
    /// @param validUntil The last second of the assigner's consent.
    /// @param workerSignature As in {assignTo}.
    /// @param assignerSignature Of `Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)`.
    function claim(
        bytes32 task,
        address worker,
        uint256 validUntil,
        bytes calldata workerSignature,
        bytes calldata assignerSignature
    ) external;

    // ---------------------------------------------------------------------------------------------------------------
    // Progress: open while paused
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice Hands in the work of a claimed task, or the revision that was asked for. Starts the review window.
    /// @param evidence Hash of the submission.
    /// @param r First half of the worker's compact signature (ERC-2098) of
    /// `Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)`.
    /// @param vs Second half, with the recovery bit on top.
    function submitWork(bytes32 task, bytes32 evidence, bytes32 r, bytes32 vs) external;

    /// @notice {submitWork} for a worker of any kind, contract wallets among them.
    /// @param signature The worker's, of the same; empty if the worker sends.
    function submitWork(bytes32 task, bytes32 evidence, bytes calldata signature) external;

    /// @notice Asks for a revision of what was submitted, with a reason. Stops the review clock, starts the work window.
    /// @param reason Hash of the reason.
    /// @param signature The publisher's, of
    /// `Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)`; empty if the publisher sends.
    function requestRevision(address publisher, Terms calldata terms, bytes32 reason, bytes calldata signature) external;

    /// @notice Gives a claim back, also after its time is up where nobody let it lapse; the task is open again.
    /// @param signature The worker's, of
    /// `Abandonment(bytes32 task,uint256 openedIn,address worker,uint256 round)`; empty if the worker sends.
    function abandon(address publisher, Terms calldata terms, bytes calldata signature) external;

    /// @notice Opens a task again whose worker let the work window pass. Anybody.
    function lapse(address publisher, Terms calldata terms) external;

    /// @notice Asks the arbiter to decide about a claimed or submitted task, before its clock has run out.
    /// @param disputant The publisher or the worker.
    /// @param reason Hash of the reason.
    /// @param signature The disputant's, of
    /// `Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)`; empty if the disputant sends.
    function dispute(
        address publisher,
        Terms calldata terms,
        address disputant,
        bytes32 reason,
        bytes calldata signature
    ) external;

    /// @notice Decides a dispute. Only the arbiter. Without an appeal window the task is paid at once and has ended.
    /// @param share The worker's part in basis points.
    /// @param reason Hash of the reason.
    function resolve(address publisher, Terms calldata terms, uint256 share, bytes32 reason) external;

    /// @notice Takes a ruling to the second arbiter of the terms, once, within the appeal window.
    /// @param appellant The publisher or the worker.
    /// @param reason Hash of the reason.
    /// @param signature The appellant's, of
    /// `Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)`; empty if the appellant sends.
    function appeal(
        address publisher,
        Terms calldata terms,
        address appellant,
        bytes32 reason,
        bytes calldata signature
    ) external;

    // ---------------------------------------------------------------------------------------------------------------
    // Exits: open while paused
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice Pays the whole reward. Only the publisher, from any status before the end.
    /// @param worker Who holds the claim; while the task is open, whom the publisher pays.
    function approveCompletion(Terms calldata terms, address worker) external;

    /// @notice {approveCompletion} by signature; anybody may carry it.
    /// @param signature The publisher's, of `Approval(bytes32 task,uint256 openedIn,address worker)`.
    function approveCompletionSigned(address publisher, Terms calldata terms, address worker, bytes calldata signature)
        external;

    /// @notice {approveCompletion} for many tasks at once; all or none.
    function approveCompletionBatch(Terms[] calldata terms, address[] calldata workers) external;

    /// @notice Ends a task as publisher and worker agreed; share 0 cancels it. Anybody may carry the two signatures.
    /// @param worker Who holds the claim; while the task is open, whom both name.
    /// @param share The worker's part in basis points.
    /// @param validUntil The last second of the agreement.
    /// @param publisherSignature Of
    /// `Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)`; empty if the publisher sends.
    /// @param workerSignature Of the same; empty if the worker sends.
    function settle(
        address publisher,
        Terms calldata terms,
        address worker,
        uint256 share,
        uint256 validUntil,
        bytes calldata publisherSignature,
        bytes calldata workerSignature
    ) external;

    /// @notice Takes an open task back. Only the publisher.
    function cancel(Terms calldata terms) external;

    /// @notice Returns everything to the publisher once the claim deadline has passed and nobody holds a claim that is
    /// still in time. Anybody.
    function refund(address publisher, Terms calldata terms) external;

    /// @notice Pays the whole reward once the publisher let the review window pass. Anybody.
    function release(address publisher, Terms calldata terms) external;

    /// @notice Pays a ruling once its appeal window has passed, or once the second arbiter let theirs pass. Anybody.
    function executeRuling(address publisher, Terms calldata terms) external;

    /// @notice Pays the terms' default share once the arbiter let a dispute's time pass. Anybody.
    function executeDefault(address publisher, Terms calldata terms) external;

    /// @notice Decides an appeal and pays. Only the second arbiter of the terms.
    /// @param share The worker's part in basis points.
    /// @param reason Hash of the reason.
    function resolveAppeal(address publisher, Terms calldata terms, uint256 share, bytes32 reason) external;

    /// @notice Pulls what a failed payment left for the sender, to a recipient of their choice.
    function withdrawCredit(address token, address recipient) external;

    /// @notice Tries a failed payment again, to the very account it was for and with all the gas that is there. Anybody: so an
    /// account that has no ETH, or that cannot call, comes to its money once it can receive it.
    function pushCredit(address account, address token) external;

    /// @notice Sends the earned fees of a token to the treasury. Anybody.
    function collectFees(address token) external;

    // ---------------------------------------------------------------------------------------------------------------
    // Reading
    // ---------------------------------------------------------------------------------------------------------------

    /// @notice The key of a publisher's task: `keccak256(abi.encode(publisher, terms))`.
    function keyOf(address publisher, Terms calldata terms) external pure returns (bytes32 task);

    /// @notice What the terms cost to fund.
    /// @return fee The platform's fee, rounded down.
    /// @return total The reward and the fee.
    function quote(Terms calldata terms) external pure returns (uint256 fee, uint256 total);

    /// @notice The bounds within which terms are accepted and payments made.
    function limits() external pure returns (Limits memory);

    /// @notice Where a task stands.
    function stateOf(bytes32 task) external view returns (TaskState memory state);

    /// @notice What an account can pull of a token (zero for ETH).
    function creditOf(address account, address token) external view returns (uint256 amount);

    /// @notice The earned, not yet collected fees of a token (zero for ETH).
    function feesOf(address token) external view returns (uint256 amount);
}
