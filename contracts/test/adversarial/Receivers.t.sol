// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {AdversarialTest, Exit, Payout, Purse, Transaction} from "./support/AdversarialTest.sol";
import {
    BookkeepingWallet,
    FixedPublisher,
    GasBurner,
    HungryWallet,
    PickyWallet,
    Refuser,
    ReturnBomb
} from "./support/Receivers.sol";

/// @notice Who is paid may refuse, burn, bomb or starve: nobody else's money waits for it, and its own is never lost.
contract ReceiversTest is AdversarialTest {
    /// @dev Every exit, with hostile code at the accounts of both sides: the exit ends the task, what was refused is a
    /// credit, and the credit can be pulled to an account that accepts.
    function everyExitWith(bytes memory workerCode, bytes memory publisherCode, bool refuses) private {
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            Exit exit = Exit(i);
            ITaskEscrow.Terms memory terms = termsFor(exit, ETH);
            bytes32 task = prepare(exit, terms);
            Transaction memory transaction = exitBy(exit, terms);
            Purse memory was = purseOf(ETH);
            vm.etch(worker, workerCode);
            vm.etch(publisher, publisherCode);

            assertAccepted(transaction);

            Payout memory payout = payoutOf(exit);
            assertPaid(ETH, was, payout, refuses, refuses);
            assertStatus(task, Status.None);
            if (refuses) {
                pullTo(worker, makeAddr("safe place"), payout.toWorker);
                pullTo(publisher, makeAddr("safe place"), payout.toPublisher);
            }
            vm.revertToState(start);
        }
    }

    function pullTo(address account, address recipient, uint256 amount) private {
        uint256 had = recipient.balance;
        if (amount == 0) {
            assertRefused(
                by(account, abi.encodeCall(escrow.withdrawCredit, (ETH, recipient))),
                ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
            );
            return;
        }
        assertRefused(
            by(account, abi.encodeCall(escrow.withdrawCredit, (ETH, account))),
            ITaskEscrow.TaskEscrow_PaymentRefused.selector
        );
        assertEq(escrow.creditOf(account, ETH), amount, "a refused pull costs nothing");
        assertAccepted(by(account, abi.encodeCall(escrow.withdrawCredit, (ETH, recipient))));
        assertEq(recipient.balance, had + amount);
        assertEq(escrow.creditOf(account, ETH), 0);
    }

    function test_refusedPaymentsBecomeCreditsAtEveryExit() public {
        bytes memory code = address(new Refuser()).code;
        everyExitWith(code, code, true);
    }

    function test_receiversThatBurnAllGasBecomeCreditsAtEveryExit() public {
        bytes memory code = address(new GasBurner()).code;
        everyExitWith(code, code, true);
    }

    function test_refusingReturnBombsBecomeCreditsAtEveryExit() public {
        bytes memory code = address(new ReturnBomb(true)).code;
        everyExitWith(code, code, true);
    }

    function test_acceptingReturnBombsArePaidAtEveryExit() public {
        bytes memory code = address(new ReturnBomb(false)).code;
        everyExitWith(code, code, false);
    }

    function test_walletsThatNeedMoreThanAStipendArePaidAtEveryExit() public {
        everyExitWith(address(new BookkeepingWallet()).code, address(new HungryWallet()).code, false);
    }

    function test_plainAccountsArePaidAtEveryExit() public {
        everyExitWith("", "", false);
    }

    /// @dev EIP-7702: the account's code points elsewhere; to a payment it is a contract like any other.
    /// forge-config: default.evm_version = "prague"
    function test_accountsThatDelegateTheirCodeAreTreatedAsTheirCode() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        Purse memory was = purseOf(ETH);
        vm.signAndAttachDelegation(address(new BookkeepingWallet()), workerKey);

        assertAccepted(exitBy(Exit.Approve, terms));

        assertPaid(ETH, was, payoutOf(Exit.Approve));
        assertEq(BookkeepingWallet(payable(worker)).payments(), 1);
    }

    /// forge-config: default.evm_version = "prague"
    function test_accountsThatDelegateToARefuserKeepTheirKeyAndTheirCredit() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        vm.signAndAttachDelegation(address(new Refuser()), workerKey);
        claim(task, worker, workerKey);
        submit(task);
        Purse memory was = purseOf(ETH);

        assertAccepted(exitBy(Exit.ApproveSigned, terms));

        assertPaid(ETH, was, payoutOf(Exit.Approve), true, false);
    }

    /// @dev A wallet that has destroyed itself is an account without code: it is paid as one.
    function test_accountsWithoutCodeAnyMoreArePaid() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        vm.etch(worker, address(new Refuser()).code);
        fundAndSubmit(terms);
        vm.etch(worker, "");
        Purse memory was = purseOf(ETH);

        assertAccepted(exitBy(Exit.Approve, terms));

        assertPaid(ETH, was, payoutOf(Exit.Approve));
    }

    function test_anAccountThatNeverExistedIsPaid() public {
        address nobodyYet = address(uint160(uint256(keccak256("never used"))));
        ITaskEscrow.Terms memory terms = ethTerms();
        fund(terms);
        uint256 published = publisher.balance;

        vm.prank(publisher);
        escrow.approveCompletion(terms, nobodyYet);

        assertEq(nobodyYet.balance, REWARD);
        assertEq(publisher.balance, published);
        assertEq(address(escrow).balance, FEE);
        assertEq(escrow.feesOf(ETH), FEE);
    }

    function test_aPublisherThatRefusesItsRefundKeepsNobodyWaiting() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndDispute(terms);
        Purse memory was = purseOf(ETH);
        vm.etch(publisher, address(new Refuser()).code);

        assertAccepted(exitBy(Exit.Resolve, terms));

        assertPaid(ETH, was, payoutOf(Exit.Resolve), false, true);
    }

    function test_creditsAddUpAndArePulledOnce() public {
        ITaskEscrow.Terms memory first = ethTerms();
        ITaskEscrow.Terms memory second = ethTerms();
        second.content = keccak256("second");
        fundAndSubmit(first);
        fundAndSubmit(second);
        vm.etch(worker, address(new Refuser()).code);
        assertAccepted(exitBy(Exit.Approve, first));
        assertAccepted(exitBy(Exit.Approve, second));

        assertEq(escrow.creditOf(worker, ETH), 2 * uint256(REWARD));
        pullTo(worker, makeAddr("safe place"), 2 * uint256(REWARD));
        pullTo(worker, makeAddr("safe place"), 0);
        assertEq(address(escrow).balance, 2 * FEE);
    }

    function test_nobodyPullsSomebodyElsesCredit() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        vm.etch(worker, address(new Refuser()).code);
        assertAccepted(exitBy(Exit.Approve, terms));

        assertRefused(
            by(stranger, abi.encodeCall(escrow.withdrawCredit, (ETH, stranger))),
            ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
        );
        assertRefused(
            by(worker, abi.encodeCall(escrow.withdrawCredit, (address(token), worker))),
            ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
        );
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    /// @dev The escrow has no door for plain ETH: a credit cannot be lost in it.
    function test_aCreditPulledIntoTheEscrowIsRefused() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        vm.etch(worker, address(new Refuser()).code);
        assertAccepted(exitBy(Exit.Approve, terms));

        assertRefused(
            by(worker, abi.encodeCall(escrow.withdrawCredit, (ETH, address(escrow)))),
            ITaskEscrow.TaskEscrow_PaymentRefused.selector
        );
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    /// @dev DESIGN DOUBT, reported. A credit is pulled by its owner alone: a contract that takes more than the payment gas
    /// to receive and cannot call `withdrawCredit` never has it, though it would accept the money with more gas.
    function test_aContractThatCannotCallNeverPullsItsCredit() public {
        FixedPublisher fixedPublisher = new FixedPublisher(escrow);
        ITaskEscrow.Terms memory terms = ethTerms();
        fixedPublisher.fund{value: TOTAL}(terms);
        nextBlock();
        fixedPublisher.cancel(terms);

        assertEq(escrow.creditOf(address(fixedPublisher), ETH), TOTAL);
        assertEq(address(escrow).balance, TOTAL);
        (bool ok,) = address(fixedPublisher).call{value: 1}("");
        assertTrue(ok, "it would accept with more gas");
        assertRefused(
            by(stranger, abi.encodeCall(escrow.withdrawCredit, (ETH, address(fixedPublisher)))),
            ITaskEscrow.TaskEscrow_NothingToWithdraw.selector
        );
    }

    function test_aTreasuryThatRefusesWaitsForAnother() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        fundAndSubmit(terms);
        assertAccepted(exitBy(Exit.Approve, terms));
        vm.etch(treasury, address(new GasBurner()).code);
        Purse memory was = purseOf(ETH);

        assertRefused(
            by(stranger, abi.encodeCall(escrow.collectFees, (ETH))), ITaskEscrow.TaskEscrow_PaymentRefused.selector
        );
        assertUnmoved(ETH, was);

        address next = makeAddr("next treasury");
        vm.prank(admin);
        escrow.setTreasury(next);
        assertAccepted(by(stranger, abi.encodeCall(escrow.collectFees, (ETH))));
        assertEq(next.balance, FEE);
        assertEq(escrow.feesOf(ETH), 0);
        assertEq(address(escrow).balance, 0);
    }
}
