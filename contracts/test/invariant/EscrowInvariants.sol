// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowTest} from "../support/EscrowTest.sol";
import {EscrowAudit} from "./EscrowAudit.sol";
import {RELAYER, Role, Rules, Task, Verb} from "./Model.sol";
import {Offsets, Tally} from "./Tally.sol";
import {BoundRefusalHandler} from "./handlers/BoundRefusalHandler.sol";
import {PartyRefusalHandler} from "./handlers/PartyRefusalHandler.sol";
import {StateRefusalHandler} from "./handlers/StateRefusalHandler.sol";
import {TaskHandler} from "./handlers/TaskHandler.sol";
import {WorldHandler} from "./handlers/WorldHandler.sol";
import {BlockingToken} from "./support/BlockingToken.sol";
import {MoodyWallet} from "./support/MoodyWallet.sol";
import {SilentToken} from "./support/SilentToken.sol";

/// @notice A world for campaigns, and the invariants of `invariants.md`, by number.
abstract contract EscrowInvariants is EscrowTest {
    error Broken(string rule);

    uint256 private constant RICHES = 1e36;

    struct Action {
        address handler;
        bytes4 selector;
    }

    EscrowAudit internal store;
    Tally internal tally;
    Action[] internal actions;
    MoodyWallet[] internal wallets;
    BlockingToken internal blockingToken;
    SilentToken internal silentToken;

    function setUp() public virtual override {
        super.setUp();
        silentToken = new SilentToken();
        blockingToken = new BlockingToken();
        store = new EscrowAudit(escrow, IEscrowRoles.Roles(admin, assigner, arbiter, guardian, treasury));
        tally = new Tally();
        store.addToken(ETH);
        store.addToken(address(token));
        store.addToken(address(silentToken));
        store.addToken(address(blockingToken));
        _invitePeople();
        _addActions();
    }

    function _addActions() private {
        TaskHandler tasks = new TaskHandler(store, tally);
        _add(address(tasks), tasks.fund.selector, tasks.fundWithPermit.selector, tasks.fundBatch.selector);
        _add(address(tasks), tasks.fundAgain.selector, tasks.assignTo.selector, tasks.assignToCompact.selector);
        _add(address(tasks), tasks.claim.selector, tasks.submitWork.selector, tasks.submitWorkCompact.selector);
        _add(address(tasks), tasks.requestRevision.selector, tasks.abandon.selector, tasks.lapse.selector);
        _add(address(tasks), tasks.dispute.selector, tasks.resolve.selector, tasks.appeal.selector);
        _add(address(tasks), tasks.approveCompletion.selector, tasks.approveCompletionSigned.selector, 0);
        _add(address(tasks), tasks.approveCompletionBatch.selector, tasks.settle.selector, 0);
        _add(address(tasks), tasks.cancelMutually.selector, tasks.cancel.selector, tasks.refund.selector);
        _add(address(tasks), tasks.release.selector, tasks.executeRuling.selector, tasks.executeDefault.selector);
        _add(address(tasks), tasks.resolveAppeal.selector, 0, 0);
        WorldHandler world = new WorldHandler(store, tally);
        _add(address(world), world.withdrawCredit.selector, world.collectFees.selector, world.donateEth.selector);
        _add(address(world), world.donateToken.selector, world.pause.selector, world.rotateRole.selector);
        _add(address(world), world.handOverAdmin.selector, world.changeMood.selector, world.changeBlocking.selector);
        _add(address(world), world.warpALittle.selector, world.warpAWindow.selector, world.warpToClock.selector);
        _add(address(world), world.roll.selector, world.pushCredit.selector, 0);
        StateRefusalHandler states = new StateRefusalHandler(store, tally);
        _add(address(states), states.refuseInState.selector, states.refuseInSecond.selector, states.replay.selector);
        _add(address(states), states.refuseInOpeningBlock.selector, states.refuseInPause.selector, 0);
        PartyRefusalHandler parties = new PartyRefusalHandler(store, tally);
        _add(address(parties), parties.refuseCaller.selector, parties.refuseThirdParty.selector, 0);
        _add(address(parties), parties.refuseSigner.selector, parties.refuseOpening.selector, 0);
        _add(address(parties), parties.refuseWorker.selector, parties.refuseRole.selector, 0);
        BoundRefusalHandler bounds = new BoundRefusalHandler(store, tally);
        _add(address(bounds), bounds.refuseConsent.selector, bounds.refuseTerms.selector, 0);
        _add(address(bounds), bounds.refusePayment.selector, bounds.refusePull.selector, 0);
        _add(address(bounds), bounds.refuseEmptyBatch.selector, 0, 0);
    }

    function _add(address handler, bytes4 a, bytes4 b, bytes4 c) private {
        actions.push(Action(handler, a));
        if (b != 0) actions.push(Action(handler, b));
        if (c != 0) actions.push(Action(handler, c));
    }

    function _invitePeople() private {
        address wallet = _newWallet("publisher with a wallet", MoodyWallet.Mood.CallsBack);
        _addPublisher(publisher, publisherKey);
        _addPublisher(makeAddr("second publisher"), _keyOf("second publisher"));
        _addPublisher(wallet, _keyOf("publisher with a wallet"));
        store.addWorker(worker, workerKey);
        store.addWorker(otherWorker, otherWorkerKey);
        // Somebody who works on what they publish.
        store.addWorker(publisher, publisherKey);
        store.addWorker(wallet, _keyOf("publisher with a wallet"));
        address refusing = _newWallet("worker with a wallet", MoodyWallet.Mood.Refuses);
        store.addWorker(refusing, _keyOf("worker with a wallet"));
        store.addWorker(makeAddr("blocked worker"), _keyOf("blocked worker"));
        blockingToken.setBlocking(makeAddr("blocked worker"), BlockingToken.Block.Reverts);
        _addCandidates(Role.Admin, "admin");
        _addCandidates(Role.Assigner, "assigner");
        _addCandidates(Role.Arbiter, "arbiter");
        _addCandidates(Role.Guardian, "guardian");
        _addCandidates(Role.Treasury, "treasury");
        _addCandidates(Role.AppealArbiter, "appeal arbiter");
        store.addAccount(RELAYER, 0);
        store.addAccount(stranger, _keyOf("stranger"));
    }

    function _newWallet(string memory owner, MoodyWallet.Mood mood) private returns (address) {
        MoodyWallet wallet = new MoodyWallet(makeAddr(owner));
        wallet.become(mood);
        wallets.push(wallet);
        return address(wallet);
    }

    function _addPublisher(address account, uint256 key) private {
        vm.deal(account, RICHES);
        token.mint(account, RICHES);
        silentToken.mint(account, RICHES);
        blockingToken.mint(account, RICHES);
        store.addPublisher(account, key);
    }

    function _addCandidates(Role role, string memory name) private {
        store.addCandidate(role, makeAddr(name), _keyOf(name));
        string memory second = string.concat("second ", name);
        store.addCandidate(role, makeAddr(second), _keyOf(second));
    }

    function _keyOf(string memory name) private returns (uint256 key) {
        (, key) = makeAddrAndKey(name);
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Invariants
    // ---------------------------------------------------------------------------------------------------------------

    function checkAll() internal view {
        store.audit();
        if (tally.illegalMoves() != 0) revert Broken("I9: an arrow that the diagram does not have");
        for (uint256 i = 0; i < wallets.length; i++) {
            if (wallets[i].callbacks() != 1) revert Broken("I16: a receiver came back in");
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // The end of a campaign
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev I17. Only `stranger` acts, and time.
    function checkNothingTrapped() internal {
        store.auditCredits();
        Task[] memory live = store.live();
        uint256 last = block.timestamp;
        for (uint256 i = 0; i < live.length; i++) {
            if (live[i].clock > last) last = live[i].clock;
            uint256 deadline = live[i].terms.policy.claimDeadline();
            if (deadline > last) last = deadline;
        }
        vm.warp(last + 1);
        vm.roll(block.number + 1);
        vm.startPrank(stranger);
        for (uint256 i = 0; i < live.length; i++) {
            _endByTime(live[i]);
            assertEq(uint256(escrow.stateOf(live[i].key).status), 0, "I17: a task does not end");
        }
        vm.stopPrank();
        _pullEverything();
        address[] memory tokens = store.tokens();
        for (uint256 i = 0; i < tokens.length; i++) {
            uint256 held = store.balanceOf(tokens[i], address(escrow));
            assertEq(held, store.donations(tokens[i]), "I17: more than the donations stayed");
        }
    }

    function _endByTime(Task memory t) private {
        if (t.status == Status.Submitted) escrow.release(t.publisher, t.terms);
        else if (t.status == Status.Disputed) escrow.executeDefault(t.publisher, t.terms);
        else if (t.status >= Status.Ruled) escrow.executeRuling(t.publisher, t.terms);
        else escrow.refund(t.publisher, t.terms);
    }

    function _pullEverything() private {
        address[] memory tokens = store.tokens();
        address[] memory accounts = store.accounts();
        blockingToken.setBlocking(address(escrow), BlockingToken.Block.Free);
        for (uint256 i = 0; i < tokens.length; i++) {
            for (uint256 j = 0; j < accounts.length; j++) {
                if (escrow.creditOf(accounts[j], tokens[i]) == 0) continue;
                vm.prank(accounts[j]);
                escrow.withdrawCredit(tokens[i], stranger);
            }
            if (escrow.feesOf(tokens[i]) != 0) escrow.collectFees(tokens[i]);
        }
    }

    /// @dev I18, on a row of {Tally.counts}.
    function checkReach(uint256[] memory row) internal pure {
        for (uint256 v = 0; v < Rules.VERBS; v++) {
            string memory name = vm.toString(v);
            assertGt(row[v], 0, string.concat("I18: never: verb ", name));
            uint256 doors = Rules.doors(Verb(v));
            for (uint256 s = 0; s < Rules.STATUSES; s++) {
                if (!Rules.has(doors, Status(s))) continue;
                string memory door = string.concat("I18: never: verb ", name, " from status ", vm.toString(s));
                assertGt(row[Offsets.DOORS + v * Rules.STATUSES + s], 0, door);
            }
            bool leads = v >= uint256(Verb.SubmitWork) && v <= uint256(Verb.CollectFees);
            if (leads) assertGt(row[Offsets.UNDER_PAUSE + v], 0, string.concat("I18: never under pause: verb ", name));
            bool enters = v <= uint256(Verb.Claim);
            if (enters) assertEq(row[Offsets.UNDER_PAUSE + v], 0, string.concat("I14: under pause: verb ", name));
        }
        for (uint256 w = 0; w < Rules.WRONGS; w++) {
            assertGt(row[Offsets.WRONGS + w], 0, string.concat("I18: never: refusal ", vm.toString(w)));
        }
        for (uint256 from = 0; from < Rules.STATUSES; from++) {
            assertGt(row[Offsets.STATUSES + from], 0, string.concat("I18: never: status ", vm.toString(from)));
            for (uint256 to = 0; to < Rules.STATUSES; to++) {
                if (!Rules.has(Rules.arrows(Status(from)), Status(to))) continue;
                string memory arrow = string.concat(vm.toString(from), " to ", vm.toString(to));
                assertGt(
                    row[Offsets.ARROWS + from * Rules.STATUSES + to], 0, string.concat("I18: never: arrow ", arrow)
                );
            }
        }
    }
}
