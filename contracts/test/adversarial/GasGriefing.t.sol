// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {AdversarialTest, Exit, Purse, Transaction} from "./support/AdversarialTest.sol";
import {BookkeepingWallet, GasBurner, HungryWallet, PickyWallet, Refuser} from "./support/Receivers.sol";
import {Mood, MoodyToken} from "./support/Tokens.sol";

/// @notice The caller of an exit chooses its gas: whatever the choice, the call fails as a whole or pays as it should.
contract GasGriefingTest is AdversarialTest {
    uint256 private constant LEAST = 25_000;
    uint256 private constant MOST = 480_000;
    uint256 private constant STEP = 2_333;

    struct Scan {
        uint256 refused;
        uint256 starved;
        uint256 paid;
    }

    struct Target {
        address token;
        Exit exit;
        bytes32 task;
        Status status;
        bool refuses;
    }

    /// @dev Calls every exit with every amount of gas of the scan. Where the call is accepted, the worker was paid or
    /// credited as it deserves: never credited if it would have accepted with the gas that the escrow promises.
    function scan(address token_, bytes memory workerCode, bytes memory publisherCode, bool refuses)
        private
        returns (Scan memory seen)
    {
        for (uint256 i = 0; i < EXITS; ++i) {
            uint256 start = vm.snapshotState();
            ITaskEscrow.Terms memory terms = termsFor(Exit(i), token_);
            bytes32 task = prepare(Exit(i), terms);
            Transaction memory transaction = exitBy(Exit(i), terms);
            vm.etch(worker, workerCode);
            vm.etch(publisher, publisherCode);
            scanExit(Target(token_, Exit(i), task, statusOf(task), refuses), transaction, seen);
            vm.revertToState(start);
        }
        assertGt(seen.refused, 0, "the scan starts too late");
        assertGt(seen.paid, 0, "the scan ends too early");
    }

    function scanExit(Target memory target, Transaction memory transaction, Scan memory seen) private {
        Purse memory was = purseOf(target.token);
        uint256 prepared = vm.snapshotState();
        for (uint256 gasLimit = LEAST; gasLimit < MOST; gasLimit += STEP) {
            (bool ok, bytes4 problem) = send(transaction, gasLimit);
            if (ok) {
                assertPaid(target.token, was, payoutOf(target.exit), target.refuses, target.refuses);
                assertStatus(target.task, Status.None);
                ++seen.paid;
            } else {
                assertUnmoved(target.token, was);
                assertStatus(target.task, target.status);
                ++seen.refused;
                if (problem == ITaskEscrow.TaskEscrow_InsufficientGas.selector) ++seen.starved;
            }
            vm.revertToState(prepared);
        }
    }

    function test_noGasLimitTurnsAHungryWalletsPayIntoACredit() public {
        bytes memory code = address(new HungryWallet()).code;
        Scan memory seen = scan(ETH, code, code, false);
        assertGt(seen.starved, 0, "no gas limit reached the check");
    }

    function test_noGasLimitTurnsAPickyWalletsPayIntoACredit() public {
        bytes memory code = address(new PickyWallet(95_000)).code;
        Scan memory seen = scan(ETH, code, code, false);
        assertGt(seen.starved, 0, "no gas limit reached the check");
    }

    function test_noGasLimitTurnsABookkeepingWalletsPayIntoACredit() public {
        bytes memory code = address(new BookkeepingWallet()).code;
        scan(ETH, code, code, false);
    }

    function test_noGasLimitCheatsAPlainAccount() public {
        scan(ETH, "", "", false);
    }

    function test_noGasLimitCheatsARefuser() public {
        bytes memory code = address(new Refuser()).code;
        scan(ETH, code, code, true);
    }

    function test_noGasLimitCheatsAGasBurner() public {
        bytes memory code = address(new GasBurner()).code;
        scan(ETH, code, code, true);
    }

    function test_noGasLimitCheatsAHungryWorkerBesideAPlainPublisher() public {
        scan(ETH, address(new HungryWallet()).code, "", false);
    }

    function test_noGasLimitTurnsATokensPaymentIntoACredit() public {
        scan(address(token), "", "", false);
    }

    /// @dev A hook of the receiver that needs as much gas as an ETH receiver may use.
    function test_noGasLimitTurnsAHookedWalletsTokensIntoACredit() public {
        MoodyToken moody = hookedToken();
        bytes memory code = address(new PickyWallet(95_000)).code;
        Scan memory seen = scan(address(moody), code, code, false);
        assertGt(seen.starved, 0, "no gas limit reached the check");
    }

    /// @dev The receiver gets its whole 100,000 whenever the exit is accepted, from the first accepted gas limit on.
    function test_theReceiverHasAllItsPaymentGas() public {
        bytes memory code = address(new PickyWallet(100_000)).code;
        scan(ETH, code, code, false);
    }

    /// @dev One unit more than the payment's gas with its stipend is a refusal, however much the caller brings.
    function test_aReceiverThatWantsMoreThanThePaymentGasIsCredited() public {
        bytes memory code = address(new PickyWallet(103_000)).code;
        scan(ETH, code, code, true);
    }

    /// @dev KNOWN LIMIT. What the escrow promises to receivers of ETH it promises to hooks of tokens: one that wants
    /// more, and says so early, is credited by a caller who brings too little, and paid by one who brings enough.
    function test_aHookThatWantsMoreThanThePaymentGasIsPaidOrCreditedAsTheCallerLikes() public {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory terms = termsFor(Exit.Release, address(moody));
        prepare(Exit.Release, terms);
        Purse memory was = purseOf(address(moody));
        vm.etch(worker, address(new PickyWallet(300_000)).code);
        uint256 prepared = vm.snapshotState();

        (bool ok,) = send(exitBy(Exit.Release, terms), 300_000);
        assertTrue(ok);
        assertPaid(address(moody), was, payoutOf(Exit.Release), true, false);

        vm.revertToState(prepared);
        assertAccepted(exitBy(Exit.Release, terms));
        assertPaid(address(moody), was, payoutOf(Exit.Release));
    }

    /// @dev A hook that burns all it gets leaves a sixty-fourth of the gas: it costs the caller gas, and money nobody.
    function test_oneHookThatBurnsAllGasFitsIntoATransaction() public {
        uint256 needed = leastGasToResolve(address(new GasBurner()).code, "");

        emit log_named_uint("gas", needed);
        assertGt(needed, 500_000, "the hook does not burn");
        assertLt(needed, 16_777_216, "more than a transaction may have (EIP-7825)");
    }

    function test_aHookThatBurnsBesideAHookThatRefusesFitsIntoATransaction() public {
        uint256 needed = leastGasToResolve(address(new GasBurner()).code, address(new Refuser()).code);

        emit log_named_uint("gas", needed);
        assertLt(needed, 16_777_216, "more than a transaction may have (EIP-7825)");
    }

    /// @dev What the escrow cannot help: both sides burn what a token with hooks lets them burn. Neither holds somebody
    /// else's money by it; a ruling of all or nothing, an approval and a refund, pay one of them only and go on.
    function test_twoHooksThatBurnAllGasDelayOnlyThePaymentsThatGoToBoth() public {
        bytes memory code = address(new GasBurner()).code;
        uint256 needed = leastGasToResolve(code, code);

        emit log_named_uint("gas", needed);
        assertGt(needed, 16_777_216, "fits into a transaction now: update the table");

        MoodyToken moody = hookedToken();
        vm.etch(publisher, "");
        vm.etch(worker, "");
        ITaskEscrow.Terms memory terms = termsFor(Exit.Resolve, address(moody));
        prepare(Exit.Resolve, terms);
        vm.etch(worker, code);
        vm.etch(publisher, code);
        Purse memory was = purseOf(address(moody));
        (bool ok,) = send(by(arbiter, abi.encodeCall(escrow.resolve, (publisher, terms, 0, REASON))), 8_000_000);
        assertTrue(ok);
        assertPaid(address(moody), was, payoutAt(0), false, true);
    }

    /// @dev The least gas, to a quarter of a million, with which a ruling between both sides is paid.
    function leastGasToResolve(bytes memory workerCode, bytes memory publisherCode) private returns (uint256 most) {
        MoodyToken moody = hookedToken();
        ITaskEscrow.Terms memory terms = termsFor(Exit.Resolve, address(moody));
        prepare(Exit.Resolve, terms);
        Transaction memory transaction = exitBy(Exit.Resolve, terms);
        Purse memory was = purseOf(address(moody));
        vm.etch(worker, workerCode);
        vm.etch(publisher, publisherCode);
        uint256 prepared = vm.snapshotState();
        uint256 least = 0;
        most = 256_000_000;
        while (most - least > 250_000) {
            uint256 gasLimit = (least + most) / 2;
            (bool ok,) = send(transaction, gasLimit);
            if (ok) {
                assertPaid(address(moody), was, payoutOf(Exit.Resolve), true, publisherCode.length != 0);
                most = gasLimit;
            } else {
                assertUnmoved(address(moody), was);
                least = gasLimit;
            }
            vm.revertToState(prepared);
        }
    }

    function hookedToken() private returns (MoodyToken moody) {
        moody = new MoodyToken();
        moody.setBalance(publisher, 100 ether);
        vm.prank(publisher);
        moody.approve(address(escrow), type(uint256).max);
        moody.setHooked(worker, true);
        moody.setHooked(publisher, true);
        moody.setMood(Mood.Honest);
    }
}
