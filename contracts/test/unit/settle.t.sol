// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {UnitTest} from "./UnitTest.sol";

contract SettleTest is UnitTest {
    uint256 private constant SHARE = 2500;

    address private _worker;
    uint256 private _share;
    uint256 private _validUntil;

    function setUp() public override {
        super.setUp();
        _worker = worker;
        _share = SHARE;
        _validUntil = START + 1 days;
    }

    function test_legalOnlyBeforeTheEnd() public {
        _validUntil = START + 3650 days;

        assertLegalOnlyIn(~NONE, attempt);
    }

    function test_splitsEth() public {
        begin(Status.Disputed, ethTerms());

        settleAndAssertPaid(0.25 ether, 0.77_5 ether - 0.00625 ether, 0.00625 ether);
    }

    function test_splitsTokens() public {
        begin(Status.Claimed, tokenTerms());

        settleAndAssertPaid(0.25 ether, 0.76875 ether, 0.00625 ether);
    }

    function test_returnsEverythingAtShareZero() public {
        begin(Status.Submitted);
        _share = 0;

        settleAndAssertPaid(0, TOTAL, 0);
    }

    function test_paysEverythingAtTheWholeShare() public {
        begin(Status.Submitted);
        _share = 10_000;

        settleAndAssertPaid(REWARD, 0, FEE);
    }

    function test_returnsToThePublisherWhatRoundingLeaves() public {
        ITaskEscrow.Terms memory odd = ethTerms();
        odd.reward = 199;
        begin(Status.Submitted, odd);
        _share = 9999;

        settleAndAssertPaid(198, 2, 3);
    }

    function test_rejectsAShareAboveTheWhole() public {
        begin(Status.Submitted);
        _share = 10_001;

        assertRefused(relayer, call(), shareTooHigh(10_001));
    }

    function test_emitsSettled() public {
        begin(Status.Submitted);
        bytes memory ofPublisher = sign(publisherKey, hash());
        bytes memory ofWorker = sign(workerKey, hash());

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Settled(task, worker, SHARE);
        vm.prank(relayer);
        escrow.settle(publisher, terms, worker, SHARE, _validUntil, ofPublisher, ofWorker);
    }

    function test_paysWhomBothNameWhileOpen() public {
        begin(Status.Open);

        settleAndAssertPaid(0.25 ether, 0.76875 ether, 0.00625 ether);
    }

    function test_rejectsNobodyAndTheEscrowWhileOpen() public {
        begin(Status.Open);

        _worker = address(0);
        assertRefused(relayer, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidWorker.selector, _worker));
        _worker = address(escrow);
        assertRefused(relayer, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidWorker.selector, _worker));
    }

    function test_rejectsWhoeverDoesNotHoldTheClaim() public {
        begin(Status.Claimed);
        _worker = otherWorker;

        assertRefused(
            relayer, call(), abi.encodeWithSelector(ITaskEscrow.TaskEscrow_NotTheWorker.selector, otherWorker, worker)
        );
    }

    function test_rejectsTheBlockOfTheOpening() public {
        begin(Status.Claimed);
        vm.roll(vm.getBlockNumber() - 1);

        assertRefused(relayer, call(), openedThisBlock());
    }

    function test_endsWithTheAgreementsLastSecond() public {
        begin(Status.Submitted);
        bytes memory data = call();

        vm.warp(_validUntil - 1);
        assertAllowed(relayer, data);
        vm.warp(_validUntil);
        assertAllowed(relayer, data);
        vm.warp(_validUntil + 1);
        bytes memory expired =
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_SignatureExpired.selector, _validUntil, _validUntil + 1);
        assertRefused(relayer, data, expired);
        assertRefused(publisher, data, expired);
        assertRefused(worker, data, expired);
    }

    function test_bindsThePublishersSignature() public {
        begin(Status.Submitted);

        assertBinds(relayer, message(publisher, publisherKey), withPublisherSignature);
        assertBinds(worker, message(publisher, publisherKey), withPublisherSignature);
    }

    function test_bindsTheWorkersSignature() public {
        begin(Status.Submitted);

        assertBinds(relayer, message(worker, workerKey), withWorkerSignature);
        assertBinds(publisher, message(worker, workerKey), withWorkerSignature);
    }

    function test_asksTheSenderForNoSignature() public {
        begin(Status.Submitted);

        assertAllowed(publisher, withSignatures("", sign(workerKey, hash())));
        assertAllowed(worker, withSignatures(sign(publisherKey, hash()), ""));
        assertRefused(publisher, withSignatures("", ""), invalidSignature(worker, hash()));
        assertRefused(worker, withSignatures("", ""), invalidSignature(publisher, hash()));
    }

    function test_asksOneWhoIsBothForNoSignature() public {
        begin(Status.Open);
        _worker = publisher;

        assertAllowed(publisher, withSignatures("", ""));
    }

    function test_anybodyMayCarryIt() public {
        begin(Status.Ruled);

        assertAnybodyMay(call());
    }

    function test_rejectsEndedTasks() public {
        begin(Status.None);

        assertRefused(relayer, call(), wrongStatus(Status.None));
    }

    function test_worksWhilePaused() public {
        begin(Status.RevisionAsked);
        vm.prank(guardian);
        escrow.pause();

        settleAndAssertPaid(0.25 ether, 0.76875 ether, 0.00625 ether);
    }

    function test_findsNoTaskUnderDirtyTerms() public {
        begin(Status.Submitted);

        assertFindsNoDirtyTask(relayer, call(), 1);
    }

    function settleAndAssertPaid(uint256 toWorker, uint256 toPublisher, uint256 toPlatform) private {
        Balances memory before = balances();

        send(relayer, call());

        assertPaid(before, toWorker, toPublisher, toPlatform);
    }

    function hash() private view returns (bytes32) {
        return settlementHash(task, _worker, _share, _validUntil);
    }

    function message(address signer, uint256 key) private view returns (Message memory) {
        return Message(
            signer,
            key,
            "Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)",
            abi.encode(task, openedIn(task), worker, _share, _validUntil)
        );
    }

    function withSignatures(bytes memory ofPublisher, bytes memory ofWorker) private view returns (bytes memory) {
        return
            abi.encodeCall(ITaskEscrow.settle, (publisher, terms, _worker, _share, _validUntil, ofPublisher, ofWorker));
    }

    function withPublisherSignature(bytes memory signature) private view returns (bytes memory) {
        return withSignatures(signature, sign(workerKey, hash()));
    }

    function withWorkerSignature(bytes memory signature) private view returns (bytes memory) {
        return withSignatures(sign(publisherKey, hash()), signature);
    }

    function call() private view returns (bytes memory) {
        return withSignatures(sign(publisherKey, hash()), sign(workerKey, hash()));
    }

    function attempt() private view returns (address, bytes memory) {
        return (relayer, call());
    }
}
