// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../src/libraries/Policy.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {TestToken} from "../../script/development/TestToken.sol";

/// @notice Every door of the deployed escrow.
interface IEscrow is ITaskEscrow, IEscrowRoles {
    function owner() external view returns (address);
    function pendingOwner() external view returns (address);
    function transferOwnership(address newOwner) external;
    function acceptOwnership() external;
    function renounceOwnership() external;
}

/// @notice The numbers of a policy before they are packed.
struct PolicyFields {
    uint256 maxRevisions;
    uint256 defaultShare;
    uint256 feeRate;
    uint256 appealWindow;
    uint256 reviewWindow;
    uint256 workWindow;
    uint256 claimDeadline;
    uint256 taskId;
}

/// @notice A deployed escrow, its people with their keys, fair terms, and the way to each status.
/// @dev Tests deploy the artifact that ships (`deployCode`), not a recompiled one.
abstract contract EscrowTest is Test {
    uint256 internal constant START = 1_800_000_000;
    uint96 internal constant REWARD = 1 ether;
    uint256 internal constant FEE_RATE = 250;
    uint256 internal constant FEE = 0.025 ether;
    uint256 internal constant TOTAL = 1.025 ether;
    uint256 internal constant WORK_WINDOW = 7 days;
    uint256 internal constant REVIEW_WINDOW = 3 days;
    uint256 internal constant APPEAL_WINDOW = 2 days;
    uint256 internal constant ARBITRATION_WINDOW = 14 days;
    uint256 internal constant CLAIM_PERIOD = 30 days;
    uint256 internal constant DEFAULT_SHARE = 4000;
    uint256 internal constant MAX_REVISIONS = 2;
    address internal constant ETH = address(0);
    bytes32 internal constant EVIDENCE = keccak256("evidence");
    bytes32 internal constant REASON = keccak256("reason");

    IEscrow internal escrow;
    TestToken internal token;

    address internal admin = makeAddr("admin");
    address internal guardian = makeAddr("guardian");
    address internal treasury = makeAddr("treasury");
    address internal arbiter = makeAddr("arbiter");
    address internal appealArbiter = makeAddr("appeal arbiter");
    address internal stranger = makeAddr("stranger");
    address internal relayer = makeAddr("relayer");
    address internal assigner;
    uint256 internal assignerKey;
    address internal publisher;
    uint256 internal publisherKey;
    address internal worker;
    uint256 internal workerKey;
    address internal otherWorker;
    uint256 internal otherWorkerKey;

    function setUp() public virtual {
        vm.warp(START);
        vm.roll(1000);
        (assigner, assignerKey) = makeAddrAndKey("assigner");
        (publisher, publisherKey) = makeAddrAndKey("publisher");
        (worker, workerKey) = makeAddrAndKey("worker");
        (otherWorker, otherWorkerKey) = makeAddrAndKey("other worker");
        escrow = deployEscrow();
        token = new TestToken();
        vm.label(address(escrow), "escrow");
        vm.label(address(token), "token");
        vm.deal(publisher, 1000 ether);
        token.mint(publisher, 1000 ether);
        vm.prank(publisher);
        token.approve(address(escrow), type(uint256).max);
    }

    function deployEscrow() internal returns (IEscrow) {
        IEscrowRoles.Roles memory roles = IEscrowRoles.Roles({
            admin: admin, assigner: assigner, arbiter: arbiter, guardian: guardian, treasury: treasury
        });
        return IEscrow(deployCode("TaskEscrow.sol:TaskEscrow", abi.encode(roles)));
    }

    // Terms

    function fairPolicy() internal view returns (PolicyFields memory) {
        return PolicyFields({
            maxRevisions: MAX_REVISIONS,
            defaultShare: DEFAULT_SHARE,
            feeRate: FEE_RATE,
            appealWindow: 0,
            reviewWindow: REVIEW_WINDOW,
            workWindow: WORK_WINDOW,
            claimDeadline: block.timestamp + CLAIM_PERIOD,
            taskId: 42
        });
    }

    function pack(PolicyFields memory fields) internal pure returns (Policy) {
        return Policy.wrap(
            fields.maxRevisions | (fields.defaultShare << 8) | (fields.feeRate << 24) | (fields.appealWindow << 40)
                | (fields.reviewWindow << 64) | (fields.workWindow << 88) | (fields.claimDeadline << 112)
                | (fields.taskId << 144)
        );
    }

    /// @dev Fair terms in ETH without an appeal.
    function ethTerms() internal view returns (ITaskEscrow.Terms memory) {
        return termsWith(fairPolicy());
    }

    /// @dev Fair terms in the test token without an appeal.
    function tokenTerms() internal view returns (ITaskEscrow.Terms memory terms) {
        terms = ethTerms();
        terms.token = address(token);
    }

    /// @dev Fair terms in ETH whose rulings may be appealed.
    function appealTerms() internal view returns (ITaskEscrow.Terms memory terms) {
        PolicyFields memory fields = fairPolicy();
        fields.appealWindow = APPEAL_WINDOW;
        terms = termsWith(fields);
        terms.appealArbiter = appealArbiter;
    }

    function termsWith(PolicyFields memory fields) internal pure returns (ITaskEscrow.Terms memory) {
        return ITaskEscrow.Terms({
            content: keccak256("content"), token: ETH, reward: REWARD, appealArbiter: address(0), policy: pack(fields)
        });
    }

    // Ways to a status

    function fund(ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        (, uint256 total) = escrow.quote(terms);
        vm.prank(publisher);
        task = escrow.fund{value: terms.token == ETH ? total : 0}(terms);
        nextBlock();
    }

    function fundAndClaim(ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        task = fund(terms);
        claim(task, worker, workerKey);
    }

    function claim(bytes32 task, address player, uint256 key) internal {
        bytes memory signature = signClaim(key, task, player);
        vm.prank(assigner);
        escrow.assignTo(task, player, signature);
    }

    function fundAndSubmit(ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        task = fundAndClaim(terms);
        submit(task);
    }

    function submit(bytes32 task) internal {
        vm.prank(escrow.stateOf(task).worker);
        escrow.submitWork(task, EVIDENCE, "");
    }

    function fundAndAskRevision(ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        task = fundAndSubmit(terms);
        vm.prank(publisher);
        escrow.requestRevision(publisher, terms, REASON, "");
    }

    function fundAndDispute(ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        task = fundAndSubmit(terms);
        vm.prank(worker);
        escrow.dispute(publisher, terms, worker, REASON, "");
    }

    /// @dev The terms need an appeal window: without one a ruling ends the task.
    function fundAndRule(ITaskEscrow.Terms memory terms, uint256 share) internal returns (bytes32 task) {
        task = fundAndDispute(terms);
        vm.prank(arbiter);
        escrow.resolve(publisher, terms, share, REASON);
    }

    function fundAndAppeal(ITaskEscrow.Terms memory terms, uint256 share) internal returns (bytes32 task) {
        task = fundAndRule(terms, share);
        vm.prank(publisher);
        escrow.appeal(publisher, terms, publisher, REASON, "");
    }

    /// @dev Funds `terms` and brings the task to `status`; `None` is a task that has been funded and approved.
    function bringTo(Status status, ITaskEscrow.Terms memory terms) internal returns (bytes32 task) {
        if (status == Status.Open) return fund(terms);
        if (status == Status.Claimed) return fundAndClaim(terms);
        if (status == Status.Submitted) return fundAndSubmit(terms);
        if (status == Status.RevisionAsked) return fundAndAskRevision(terms);
        if (status == Status.Disputed) return fundAndDispute(terms);
        if (status == Status.Ruled) return fundAndRule(terms, 6000);
        if (status == Status.Appealed) return fundAndAppeal(terms, 6000);
        task = fund(terms);
        vm.prank(publisher);
        escrow.approveCompletion(terms, worker);
    }

    /// @dev A task cannot end in the block that opened it.
    function nextBlock() internal {
        vm.roll(vm.getBlockNumber() + 1);
    }

    function keyOf(ITaskEscrow.Terms memory terms) internal view returns (bytes32) {
        return escrow.keyOf(publisher, terms);
    }

    function statusOf(bytes32 task) internal view returns (Status) {
        return escrow.stateOf(task).status;
    }

    // Signatures. The type strings are written out again on purpose: a change in the contract must show here.

    function digestOf(bytes32 structHash) internal view returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("Guildhall Task Escrow"),
                keccak256("1"),
                block.chainid,
                address(escrow)
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function sign(uint256 key, bytes32 structHash) internal view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digestOf(structHash));
        return abi.encodePacked(r, s, v);
    }

    function signCompact(uint256 key, bytes32 structHash) internal view returns (bytes32 r, bytes32 vs) {
        return vm.signCompact(key, digestOf(structHash));
    }

    function openedIn(bytes32 task) internal view returns (uint256) {
        return escrow.stateOf(task).openedIn;
    }

    function claimHash(bytes32 task, address player) internal view returns (bytes32) {
        return keccak256(
            abi.encode(keccak256("Claim(bytes32 task,uint256 openedIn,address worker)"), task, openedIn(task), player)
        );
    }

    function assignmentHash(bytes32 task, address player, uint256 validUntil) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)"),
                task,
                openedIn(task),
                player,
                validUntil
            )
        );
    }

    function submissionHash(bytes32 task, address player, uint256 round, bytes32 evidence)
        internal
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                keccak256("Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)"),
                task,
                openedIn(task),
                player,
                round,
                evidence
            )
        );
    }

    function revisionHash(bytes32 task, address player, uint256 round, bytes32 reason) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)"),
                task,
                openedIn(task),
                player,
                round,
                reason
            )
        );
    }

    function abandonmentHash(bytes32 task, address player) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Abandonment(bytes32 task,uint256 openedIn,address worker)"), task, openedIn(task), player
            )
        );
    }

    function disputeHash(bytes32 task, address player, uint256 round, bytes32 reason) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)"),
                task,
                openedIn(task),
                player,
                round,
                reason
            )
        );
    }

    function appealHash(bytes32 task, address player, bytes32 reason) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)"),
                task,
                openedIn(task),
                player,
                reason
            )
        );
    }

    function approvalHash(bytes32 task, address player) internal view returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("Approval(bytes32 task,uint256 openedIn,address worker)"), task, openedIn(task), player
            )
        );
    }

    function settlementHash(bytes32 task, address player, uint256 share, uint256 validUntil)
        internal
        view
        returns (bytes32)
    {
        return keccak256(
            abi.encode(
                keccak256("Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)"),
                task,
                openedIn(task),
                player,
                share,
                validUntil
            )
        );
    }

    function signClaim(uint256 key, bytes32 task, address player) internal view returns (bytes memory) {
        return sign(key, claimHash(task, player));
    }
}
