// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "../unit/UnitTest.sol";

/// @notice Every function, called by somebody who is nobody here, with no signature of anybody.
contract CallersFuzz is UnitTest {
    ITaskEscrow.Terms[8] private _terms;
    bytes32[8] private _tasks;

    function setUp() public override {
        super.setUp();
        for (uint256 i = 0; i < 8; ++i) {
            ITaskEscrow.Terms memory each = appealTerms();
            each.content = bytes32(i);
            _terms[i] = each;
            _tasks[i] = bringTo(Status(i), each);
        }
    }

    function testFuzz_cannotEnterWithAnothersMoney(address caller) public {
        assumeNobody(caller);
        terms = tokenTerms();
        ITaskEscrow.Terms[] memory one = new ITaskEscrow.Terms[](1);
        one[0] = terms;
        bytes memory refusal =
            abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, address(escrow), 0, TOTAL);

        assertRefused(caller, abi.encodeCall(ITaskEscrow.fund, (terms)), refusal);
        assertRefused(caller, abi.encodeCall(ITaskEscrow.fundWithPermit, (terms, START, 27, 0, 0)), refusal);
        assertRefused(caller, abi.encodeCall(ITaskEscrow.fundBatch, (one)), refusal);
    }

    function testFuzz_cannotClaim(address caller) public {
        assumeNobody(caller);
        select(Status.Open);
        bytes memory refusal =
            abi.encodeWithSelector(IEscrowRoles.EscrowRoles_NotTheAssigner.selector, caller, assigner);
        bytes memory signature = signClaim(workerKey, task, worker);
        (bytes32 r, bytes32 vs) = signCompact(workerKey, claimHash(task, worker));

        assertRefused(
            caller, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, signature), refusal
        );
        assertRefused(
            caller, abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", task, worker, r, vs), refusal
        );
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.claim, (task, worker, START, signature, "")),
            invalidSignature(assigner, assignmentHash(task, worker, START))
        );
    }

    function testFuzz_cannotSpeakForTheWorker(address caller) public {
        assumeNobody(caller);
        select(Status.Claimed);

        assertRefused(
            caller,
            abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes)", task, EVIDENCE, ""),
            invalidSignature(worker, submissionHash(task, worker, 0, EVIDENCE))
        );
        assertRefused(
            caller,
            abi.encodeWithSignature(
                "submitWork(bytes32,bytes32,bytes32,bytes32)", task, EVIDENCE, bytes32(0), bytes32(0)
            ),
            invalidSignature(worker, submissionHash(task, worker, 0, EVIDENCE))
        );
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.abandon, (publisher, terms, "")),
            invalidSignature(worker, abandonmentHash(task, worker))
        );
    }

    function testFuzz_cannotSpeakForThePublisher(address caller) public {
        assumeNobody(caller);
        select(Status.Submitted);
        ITaskEscrow.Terms[] memory one = new ITaskEscrow.Terms[](1);
        one[0] = terms;
        address[] memory workers = new address[](1);
        workers[0] = caller;
        bytes memory unknown = wrongStatus(escrow.keyOf(caller, terms), Status.None);

        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.requestRevision, (publisher, terms, REASON, "")),
            invalidSignature(publisher, revisionHash(task, worker, 0, REASON))
        );
        assertRefused(caller, abi.encodeCall(ITaskEscrow.approveCompletion, (terms, caller)), unknown);
        assertRefused(caller, abi.encodeCall(ITaskEscrow.approveCompletionBatch, (one, workers)), unknown);
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.approveCompletionSigned, (publisher, terms, caller, "")),
            invalidSignature(publisher, approvalHash(task, caller))
        );
        select(Status.Open);
        unknown = wrongStatus(escrow.keyOf(caller, terms), Status.None);
        assertRefused(caller, abi.encodeCall(ITaskEscrow.cancel, (terms)), unknown);
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.settle, (publisher, terms, caller, 10_000, START, "", "")),
            invalidSignature(publisher, settlementHash(task, caller, 10_000, START))
        );
    }

    function testFuzz_cannotTakePartInADispute(address caller) public {
        assumeNobody(caller);
        select(Status.Submitted);
        assertRefused(
            caller, abi.encodeCall(ITaskEscrow.dispute, (publisher, terms, caller, REASON, "")), notAParty(caller)
        );
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.dispute, (publisher, terms, worker, REASON, "")),
            invalidSignature(worker, disputeHash(task, worker, 0, REASON))
        );
        select(Status.Disputed);
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, 0, REASON)),
            abi.encodeWithSelector(IEscrowRoles.EscrowRoles_NotTheArbiter.selector, caller, arbiter)
        );
        select(Status.Ruled);
        assertRefused(
            caller, abi.encodeCall(ITaskEscrow.appeal, (publisher, terms, caller, REASON, "")), notAParty(caller)
        );
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.appeal, (publisher, terms, publisher, REASON, "")),
            invalidSignature(publisher, appealHash(task, worker, REASON))
        );
        select(Status.Appealed);
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.resolveAppeal, (publisher, terms, 0, REASON)),
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotTheAppealArbiter.selector, caller, appealArbiter)
        );
    }

    function testFuzz_mayDoWhatTimeAllows(address caller) public {
        assumeNobody(caller);
        bytes memory fees = abi.encodeCall(ITaskEscrow.collectFees, (ETH));
        assertAllowed(caller, fees);
        vm.warp(START + 365 days);

        select(Status.Open);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.refund, (publisher, terms)));
        select(Status.Claimed);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.refund, (publisher, terms)));
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.lapse, (publisher, terms)));
        select(Status.Submitted);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.release, (publisher, terms)));
        select(Status.Disputed);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.executeDefault, (publisher, terms)));
        select(Status.Ruled);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.executeRuling, (publisher, terms)));
        select(Status.Appealed);
        assertAllowed(caller, abi.encodeCall(ITaskEscrow.executeRuling, (publisher, terms)));
    }

    function testFuzz_hasNothingToWithdraw(address caller, address token_, address recipient) public {
        assertRefused(
            caller,
            abi.encodeCall(ITaskEscrow.withdrawCredit, (token_, recipient)),
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NothingToWithdraw.selector, caller, token_)
        );
    }

    function testFuzz_hasNoRole(address caller, address account) public {
        assumeNobody(caller);
        bytes memory notAdmin = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, caller);
        bytes memory notGuardian =
            abi.encodeWithSelector(IEscrowRoles.EscrowRoles_NotTheGuardian.selector, caller, guardian);

        assertRefused(caller, abi.encodeCall(IEscrowRoles.pause, ()), notGuardian);
        assertRefused(caller, abi.encodeCall(IEscrowRoles.unpause, ()), notGuardian);
        assertRefused(caller, abi.encodeCall(IEscrowRoles.setAssigner, (account)), notAdmin);
        assertRefused(caller, abi.encodeCall(IEscrowRoles.setArbiter, (account)), notAdmin);
        assertRefused(caller, abi.encodeCall(IEscrowRoles.setGuardian, (account)), notAdmin);
        assertRefused(caller, abi.encodeCall(IEscrowRoles.setTreasury, (account)), notAdmin);
        assertRefused(caller, abi.encodeCall(Ownable.transferOwnership, (account)), notAdmin);
        assertRefused(caller, abi.encodeCall(Ownable2Step.acceptOwnership, ()), notAdmin);
        assertRefused(caller, abi.encodeCall(Ownable.renounceOwnership, ()), notAdmin);
    }

    function assumeNobody(address caller) private view {
        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            vm.assume(caller != people[i]);
        }
        vm.assume(caller != address(0));
        vm.assume(caller != address(token));
    }

    function select(Status status) private {
        terms = _terms[uint256(status)];
        task = _tasks[uint256(status)];
    }

    function notAParty(address account) private view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotAParty.selector, account, publisher, worker);
    }
}
