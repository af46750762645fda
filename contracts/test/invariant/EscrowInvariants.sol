// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowTest} from "../support/EscrowTest.sol";
import {EscrowStore} from "./EscrowStore.sol";
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
    uint256 private constant RICHES = 1e36;

    struct Action {
        address handler;
        bytes4 selector;
    }

    EscrowStore internal store;
    Tally internal tally;
    Action[] internal actions;
    MoodyWallet[] internal wallets;
    BlockingToken internal blockingToken;
    SilentToken internal silentToken;

    function setUp() public virtual override {
        super.setUp();
        silentToken = new SilentToken();
        blockingToken = new BlockingToken();
        store = new EscrowStore(escrow, IEscrowRoles.Roles(admin, assigner, arbiter, guardian, treasury));
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
        _add(address(world), world.roll.selector, 0, 0);
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
        address wallet = _newWallet("publisher with a wallet", MoodyWallet.Mood.Accepts);
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
        _checkMoney();
        _checkAccounts();
        _checkLive();
        _checkEnded();
        _checkRoles();
        _same(tally.illegalMoves(), 0, "I9: an arrow that the diagram does not have");
        for (uint256 i = 0; i < wallets.length; i++) {
            _same(wallets[i].callbacks(), 1, "I16: a receiver came back in");
        }
    }

    function _checkMoney() private view {
        address[] memory tokens = store.tokens();
        for (uint256 i = 0; i < tokens.length; i++) {
            address t = tokens[i];
            uint256 owed = store.liabilities(t) + store.fees(t) + store.credits(t) + store.donations(t);
            _same(store.balanceOf(t, address(escrow)), owed, "I1: the balance is not what is owed and donated");
            _same(escrow.feesOf(t), store.fees(t), "I2: fees earned");
        }
    }

    /// @dev Of tokens, those who never hold any are covered by I4. The store does the reading: it has its model at hand.
    function _checkAccounts() private view {
        (string memory what, address account, uint256 actual, uint256 expected) = store.strayAccount();
        _same(actual, expected, string.concat(what, bytes(what).length == 0 ? "" : vm.toString(account)));
    }

    function _checkLive() private view {
        Task[] memory live = store.live();
        for (uint256 i = 0; i < live.length; i++) {
            Task memory t = live[i];
            ITaskEscrow.TaskState memory state = escrow.stateOf(t.key);
            _same(uint256(state.status), uint256(t.status), "I7: status");
            _same(uint160(state.worker), uint160(t.worker), "I7: worker");
            _same(state.openedIn, t.openedIn, "I7: opening");
            _same(state.clock, t.clock, "I7: clock");
            _same(state.round, t.round, "I7: round");
            _same(state.ruledShare, t.ruledShare, "I7: ruled share");
            _same(t.paidIn, t.terms.reward + _highestFee(t), "I5: paid in");
            _same(t.paidOut, 0, "I5: a live task paid out");
            if (t.openedIn == t.formerOpening) {
                assertNotEq(t.openedIn, t.formerOpening, "I10: opened twice in a block");
            }
        }
    }

    function _checkEnded() private view {
        Task[] memory ended = store.ended();
        for (uint256 i = 0; i < ended.length; i++) {
            Task memory t = ended[i];
            ITaskEscrow.TaskState memory state = escrow.stateOf(t.key);
            _same(uint256(state.status), 0, "I8: an ended task has a status");
            _same(state.openedIn | state.clock | state.round | state.ruledShare, 0, "I8: an ended task left something");
            _same(uint160(state.worker), 0, "I8: an ended task has a worker");
            _same(t.paidOut, t.paidIn, "I5: paid out is not paid in");
            bool dear = t.platformPart > _highestFee(t);
            if (dear) assertLe(t.platformPart, _highestFee(t), "I6: the platform took more than its rate");
        }
    }

    function _checkRoles() private view {
        IEscrowRoles.Roles memory roles = store.roles();
        _same(uint160(escrow.owner()), uint160(roles.admin), "I15: admin");
        _same(uint160(escrow.pendingOwner()), uint160(store.pendingAdmin()), "I15: pending admin");
        _same(uint160(escrow.assigner()), uint160(roles.assigner), "I15: assigner");
        _same(uint160(escrow.arbiter()), uint160(roles.arbiter), "I15: arbiter");
        _same(uint160(escrow.guardian()), uint160(roles.guardian), "I15: guardian");
        _same(uint160(escrow.treasury()), uint160(roles.treasury), "I15: treasury");
        if (escrow.paused() != store.paused()) assertEq(escrow.paused(), store.paused(), "I14: pause");
    }

    /// @dev A cheatcode only when there is something to say: a campaign compares a hundred times after each call.
    function _same(uint256 actual, uint256 expected, string memory what) private pure {
        if (actual != expected) assertEq(actual, expected, what);
    }

    function _highestFee(Task memory t) private pure returns (uint256) {
        return uint256(t.terms.reward) * t.terms.policy.feeRate() / 10_000;
    }

    // ---------------------------------------------------------------------------------------------------------------
    // The end of a campaign
    // ---------------------------------------------------------------------------------------------------------------

    /// @dev I3, also for those to whom no money should come.
    function checkCredits() internal view {
        address[] memory tokens = store.tokens();
        address[] memory accounts = store.accounts();
        for (uint256 i = 0; i < tokens.length; i++) {
            for (uint256 j = 0; j < accounts.length; j++) {
                uint256 expected = store.creditOf(accounts[j], tokens[i]);
                assertEq(escrow.creditOf(accounts[j], tokens[i]), expected, "I3: an account's credit");
            }
        }
    }

    /// @dev I17. Only `stranger` acts, and time.
    function checkNothingTrapped() internal {
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
