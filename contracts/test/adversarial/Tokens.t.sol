// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {AdversarialTest, Exit, Payout, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Mood, MoodyToken, SilentToken, TestNft} from "./support/Tokens.sol";

/// @notice Tokens of every bad habit, before the funding and after it.
contract TokensTest is AdversarialTest {
    MoodyToken private _moody;

    function setUp() public override {
        super.setUp();
        _moody = new MoodyToken();
        _moody.setBalance(publisher, 100 ether);
        vm.prank(publisher);
        _moody.approve(address(escrow), type(uint256).max);
    }

    function moodyTerms() private view returns (ITaskEscrow.Terms memory) {
        return termsFor(Exit.Cancel, address(_moody));
    }

    // At the funding

    function refusesToFund(Mood mood, bytes4 problem) private {
        _moody.setMood(mood);
        Purse memory was = purseOf(address(_moody));
        ITaskEscrow.Terms memory terms = moodyTerms();

        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (terms))), problem);

        assertUnmoved(address(_moody), was);
        assertStatus(keyOf(terms), Status.None);
    }

    function test_aFeeOnTransferIsRefused() public {
        refusesToFund(Mood.TakesFee, ITaskEscrow.TaskEscrow_WrongAmountReceived.selector);
    }

    function test_aTokenThatMovesNothingIsRefused() public {
        refusesToFund(Mood.MovesNothing, ITaskEscrow.TaskEscrow_WrongAmountReceived.selector);
    }

    function test_aTokenThatAnswersFalseIsRefused() public {
        refusesToFund(Mood.AnswersFalse, bytes4(keccak256("SafeERC20FailedOperation(address)")));
    }

    function test_aTokenThatAnswersFalseAndMovesIsRefused() public {
        refusesToFund(Mood.AnswersFalseAndMoves, bytes4(keccak256("SafeERC20FailedOperation(address)")));
    }

    function test_aTokenThatAnswersNeitherTrueNorFalseIsRefused() public {
        refusesToFund(Mood.AnswersTwo, bytes4(keccak256("SafeERC20FailedOperation(address)")));
    }

    function test_aPausedTokenIsRefused() public {
        refusesToFund(Mood.Refuses, bytes4(keccak256("Error(string)")));
    }

    function test_aTokenThatBurnsAllGasIsRefused() public {
        refusesToFund(Mood.BurnsGas, bytes4(0));
    }

    function test_aTokenThatLiesAboutItsBalanceIsRefused() public {
        _moody.setLie(true, 7);
        refusesToFund(Mood.Honest, ITaskEscrow.TaskEscrow_WrongAmountReceived.selector);
    }

    function test_addressesWithoutCodeAreNoTokens() public {
        address[3] memory nothing = [makeAddr("no code"), address(1), address(0x100)];
        for (uint256 i = 0; i < nothing.length; ++i) {
            ITaskEscrow.Terms memory terms = moodyTerms();
            terms.token = nothing[i];
            assertRefused(
                by(publisher, abi.encodeCall(escrow.fund, (terms))), ITaskEscrow.TaskEscrow_NotAToken.selector
            );
            assertRefused(
                by(publisher, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, REASON, REASON))),
                ITaskEscrow.TaskEscrow_NotAToken.selector
            );
        }
    }

    /// @dev The escrow as its own token: its fallback knows no `balanceOf`, nor any verb that a token has.
    function test_theEscrowIsNoToken() public {
        ITaskEscrow.Terms memory terms = moodyTerms();
        terms.token = address(escrow);
        assertRefused(by(publisher, abi.encodeCall(escrow.fund, (terms))), bytes4(0));
        assertRefused(
            by(publisher, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, REASON, REASON))), bytes4(0)
        );
        assertStatus(keyOf(terms), Status.None);
    }

    function test_etherSentBesideATokenIsRefused() public {
        vm.prank(publisher);
        vm.expectRevert(abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongValue.selector, 1, 0));
        escrow.fund{value: 1}(moodyTerms());
        assertEq(address(escrow).balance, 0);
    }

    function test_aTokenThatAnswersNothingIsPaidAtEveryExit() public {
        _moody.setMood(Mood.AnswersNothing);
        everyExit(false, Mood.AnswersNothing);
    }

    function test_anHonestTokenIsPaidAtEveryExit() public {
        everyExit(false, Mood.Honest);
    }

    // After the funding

    /// @dev The token turns bad after the funding: the exit ends the task all the same, and the money is a credit.
    function everyExit(bool refuses, Mood mood) private {
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), address(_moody));
            bytes32 task = prepare(Exit(i), terms);
            Transaction memory transaction = exitBy(Exit(i), terms);
            Purse memory was = purseOf(address(_moody));
            _moody.setMood(mood);

            assertAccepted(transaction);

            assertPaid(address(_moody), was, payoutOf(Exit(i)), refuses, refuses);
            assertStatus(task, Status.None);
            if (refuses) pullOnceHonest(payoutOf(Exit(i)));
            vm.revertToState(start);
        }
    }

    function pullOnceHonest(Payout memory payout) private {
        Purse memory was = purseOf(address(_moody));
        bytes memory pull = abi.encodeCall(escrow.withdrawCredit, (address(_moody), worker));
        if (payout.toWorker != 0) {
            assertRefused(by(worker, pull), ITaskEscrow.TaskEscrow_PaymentRefused.selector);
            assertUnmoved(address(_moody), was);
        }
        _moody.setMood(Mood.Honest);
        if (payout.toWorker != 0) assertAccepted(by(worker, pull));
        if (payout.toPublisher != 0) {
            assertAccepted(by(publisher, abi.encodeCall(escrow.withdrawCredit, (address(_moody), publisher))));
        }
        assertEq(_moody.ledger(worker), was.worker + payout.toWorker);
        assertEq(_moody.ledger(publisher), was.publisher + payout.toPublisher);
        assertEq(_moody.ledger(address(escrow)), payout.toPlatform);
    }

    function test_aTokenPausedLaterLeavesCreditsAtEveryExit() public {
        everyExit(true, Mood.Refuses);
    }

    function test_aTokenThatAnswersFalseLaterLeavesCreditsAtEveryExit() public {
        everyExit(true, Mood.AnswersFalse);
    }

    function test_aTokenThatBombsLaterLeavesCreditsAtEveryExit() public {
        everyExit(true, Mood.ReturnBomb);
    }

    /// @dev An approval pays one side: the token may burn all but a sixty-fourth, twice. Two payments: see GasGriefing.
    function test_aTokenThatBurnsAllGasLaterLeavesACredit() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(_moody));
        prepare(Exit.Release, terms);
        Purse memory was = purseOf(address(_moody));
        _moody.setMood(Mood.BurnsGas);

        assertAccepted(exitBy(Exit.Release, terms));

        assertPaid(address(_moody), was, payoutOf(Exit.Release), true, false);
    }

    function test_aTokenThatVanishesLeavesCreditsAtEveryExit() public {
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), address(_moody));
            bytes32 task = prepare(Exit(i), terms);
            Transaction memory transaction = exitBy(Exit(i), terms);
            vm.etch(address(_moody), "");

            assertAccepted(transaction);

            assertEq(escrow.creditOf(worker, address(_moody)), payoutOf(Exit(i)).toWorker);
            assertEq(escrow.creditOf(publisher, address(_moody)), payoutOf(Exit(i)).toPublisher);
            assertStatus(task, Status.None);
            vm.revertToState(start);
        }
    }

    function test_aBlacklistedWorkerPullsToAnotherAccount() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Resolve, address(_moody));
        prepare(Exit.Resolve, terms);
        Purse memory was = purseOf(address(_moody));
        _moody.setBlocked(worker, true);

        assertAccepted(exitBy(Exit.Resolve, terms));

        assertPaid(address(_moody), was, payoutOf(Exit.Resolve), true, false);
        assertAccepted(by(worker, abi.encodeCall(escrow.withdrawCredit, (address(_moody), otherWorker))));
        assertEq(_moody.ledger(otherWorker), payoutOf(Exit.Resolve).toWorker);
    }

    function test_aBlacklistedPublisherDoesNotStopTheWorker() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Settle, address(_moody));
        prepare(Exit.Settle, terms);
        Purse memory was = purseOf(address(_moody));
        _moody.setBlocked(publisher, true);

        assertAccepted(exitBy(Exit.Settle, terms));

        assertPaid(address(_moody), was, payoutOf(Exit.Settle), false, true);
    }

    function test_aBlacklistedEscrowOwesCreditsUntilItIsFree() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Settle, address(_moody));
        prepare(Exit.Settle, terms);
        Purse memory was = purseOf(address(_moody));
        _moody.setBlocked(address(escrow), true);

        assertAccepted(exitBy(Exit.Settle, terms));
        assertPaid(address(_moody), was, payoutOf(Exit.Settle), true, true);

        _moody.setBlocked(address(escrow), false);
        assertAccepted(by(worker, abi.encodeCall(escrow.withdrawCredit, (address(_moody), worker))));
        assertEq(_moody.ledger(worker), payoutOf(Exit.Settle).toWorker);
    }

    /// @dev Rebased up: the surplus is nobody's. Every task pays what its terms say.
    function test_aRebaseUpChangesNoPayout() public {
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), address(_moody));
            prepare(Exit(i), terms);
            Transaction memory transaction = exitBy(Exit(i), terms);
            _moody.setBalance(address(escrow), 5 * TOTAL);
            Purse memory was = purseOf(address(_moody));

            assertAccepted(transaction);

            assertPaid(address(_moody), was, payoutOf(Exit(i)));
            vm.revertToState(start);
        }
    }

    /// @dev Rebased down: the token's loss hits whoever leaves last, as a credit that waits for the balance. Tasks in
    /// other tokens are not touched.
    function test_aRebaseDownIsTheLossOfTheTokensLastTaskOnly() public {
        ITaskEscrow.Terms memory first = moodyTerms();
        ITaskEscrow.Terms memory second = moodyTerms();
        second.content = keccak256("second");
        ITaskEscrow.Terms memory inEther = ethTerms();
        fundAndSubmit(first);
        fundAndSubmit(second);
        fundAndSubmit(inEther);
        _moody.setBalance(address(escrow), uint256(REWARD) + 1);
        Purse memory was = purseOf(address(_moody));

        assertAccepted(exitBy(Exit.Approve, first));
        assertPaid(address(_moody), was, payoutOf(Exit.Approve));
        was = purseOf(address(_moody));
        assertAccepted(exitBy(Exit.Approve, second));
        assertPaid(address(_moody), was, payoutOf(Exit.Approve), true, false);

        was = purseOf(ETH);
        assertAccepted(exitBy(Exit.Approve, inEther));
        assertPaid(ETH, was, payoutOf(Exit.Approve));

        _moody.setBalance(address(escrow), TOTAL + FEE);
        assertAccepted(by(worker, abi.encodeCall(escrow.withdrawCredit, (address(_moody), worker))));
        assertEq(_moody.ledger(worker), 2 * uint256(REWARD));
    }

    /// @dev A fee switched on after the funding: the receiver bears it, the escrow sends what it owes and no more.
    function test_aFeeSwitchedOnLaterIsTheReceivers() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(_moody));
        prepare(Exit.Release, terms);
        Purse memory was = purseOf(address(_moody));
        _moody.setMood(Mood.TakesFee);

        assertAccepted(exitBy(Exit.Release, terms));

        assertEq(_moody.ledger(worker), was.worker + REWARD - REWARD / 100);
        assertEq(_moody.ledger(address(escrow)), was.escrow - REWARD);
        assertEq(escrow.feesOf(address(_moody)), FEE);
    }

    /// @dev A token that charges its sender on top takes from the escrow more than it was asked for: the token's own
    /// users bear it, here the platform, whose fee cannot be collected until the balance is there.
    function test_aTokenThatChargesItsSenderHarmsItsOwnUsersOnly() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(_moody));
        ITaskEscrow.Terms memory inEther = ethTerms();
        fundAndSubmit(inEther);
        vm.warp(START);
        prepare(Exit.Release, terms);
        _moody.setMood(Mood.ChargesSender);

        assertAccepted(exitBy(Exit.Release, terms));

        assertEq(_moody.ledger(worker), REWARD);
        assertEq(_moody.ledger(address(escrow)), FEE - REWARD / 100);
        assertRefused(
            by(stranger, abi.encodeCall(escrow.collectFees, (address(_moody)))),
            ITaskEscrow.TaskEscrow_PaymentRefused.selector
        );
        assertEq(escrow.feesOf(address(_moody)), FEE);
        Purse memory was = purseOf(ETH);
        assertAccepted(exitBy(Exit.Approve, inEther));
        assertPaid(ETH, was, payoutOf(Exit.Approve));
    }

    /// @dev A lie about the balance is measured at the funding only; exits do not ask for balances.
    function test_aLieAboutTheBalanceLaterChangesNothing() public {
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(_moody));
        prepare(Exit.Release, terms);
        uint256 had = _moody.ledger(address(escrow));
        _moody.setLie(true, 0);

        assertAccepted(exitBy(Exit.Release, terms));

        assertEq(_moody.ledger(worker), REWARD);
        assertEq(_moody.ledger(address(escrow)), had - REWARD);
    }

    /// @dev The token itself as worker: a publisher may pay whom they like; nobody else's money is concerned.
    function test_theTokenAsWorkerIsPaidAsAnybody() public {
        ITaskEscrow.Terms memory terms = moodyTerms();
        fund(terms);

        vm.prank(publisher);
        escrow.approveCompletion(terms, address(_moody));

        assertEq(_moody.ledger(address(_moody)), REWARD);
        assertEq(_moody.ledger(address(escrow)), FEE);
    }

    /// @dev KNOWN LIMIT. An NFT passes for an ERC-20 if its number equals the amount and both are one: it is taken,
    /// and, having no `transfer`, becomes a credit that nobody can pull. Only who funds such terms loses by it.
    function test_anNftNumberedOneIsTakenAndNeverLeaves() public {
        TestNft nft = new TestNft();
        nft.mint(publisher, 1);
        nft.mint(publisher, 2);
        ITaskEscrow.Terms memory terms = moodyTerms();
        terms.token = address(nft);
        terms.reward = 2;
        assertRefused(
            by(publisher, abi.encodeCall(escrow.fund, (terms))), ITaskEscrow.TaskEscrow_WrongAmountReceived.selector
        );
        terms.reward = 1;
        fund(terms);

        assertAccepted(exitBy(Exit.Cancel, terms));

        assertEq(nft.ownerOf(1), address(escrow));
        assertEq(escrow.creditOf(publisher, address(nft)), 1);
        assertRefused(
            by(publisher, abi.encodeCall(escrow.withdrawCredit, (address(nft), publisher))),
            ITaskEscrow.TaskEscrow_PaymentRefused.selector
        );
    }

    /// @dev KNOWN LIMIT. Unlike ETH, a token's credit may be pulled into the escrow itself, and is lost there.
    function test_aTokensCreditPulledIntoTheEscrowIsLostByItsOwner() public {
        ITaskEscrow.Terms memory terms = moodyTerms();
        fund(terms);
        _moody.setMood(Mood.Refuses);
        assertAccepted(exitBy(Exit.Cancel, terms));
        _moody.setMood(Mood.Honest);

        (bool ok,) =
            send(by(publisher, abi.encodeCall(escrow.withdrawCredit, (address(_moody), address(escrow)))), PLENTY);

        assertTrue(ok, "refused now: remove this limit from the table");
        assertEq(_moody.ledger(address(escrow)), TOTAL);
        assertEq(escrow.creditOf(publisher, address(_moody)), 0);
    }

    // A silent fallback where a permit should be

    function test_aTokenThatSwallowsPermitsTakesFromTheCallerOnly() public {
        SilentToken silent = new SilentToken();
        silent.mint(publisher, 10 ether);
        vm.prank(publisher);
        silent.approve(address(escrow), type(uint256).max);
        ITaskEscrow.Terms memory terms = moodyTerms();
        terms.token = address(silent);

        (bool ok,) =
            send(by(stranger, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, REASON, REASON))), PLENTY);
        assertFalse(ok, "somebody else's allowance was used");
        assertEq(silent.balanceOf(publisher), 10 ether);

        assertAccepted(by(publisher, abi.encodeCall(escrow.fundWithPermit, (terms, FOREVER, 27, REASON, REASON))));
        assertEq(silent.balanceOf(publisher), 10 ether - TOTAL);
        assertEq(silent.balanceOf(address(escrow)), TOTAL);
    }
}
