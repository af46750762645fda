// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {Vm} from "forge-std/Vm.sol";
import {UnitTest} from "./UnitTest.sol";
import {Caller, Glutton, Refuser} from "./mocks/Receivers.sol";
import {OddToken} from "./mocks/Tokens.sol";

/// @notice How an exit pays: nobody who receives can block it.
contract PayTest is UnitTest {
    uint256 private constant MIN_GAS_TO_CREDIT = 200_000;

    function test_creditsWhatTheWorkerRefuses() public {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);
        Balances memory before = balances();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Credited(worker, ETH, REWARD);
        send(publisher, approval());

        assertPaid(before, 0, 0, FEE);
        assertEq(escrow.creditOf(worker, ETH), REWARD);
        assertEq(escrow.creditOf(worker, address(token)), 0);
        assertEq(escrow.creditOf(publisher, ETH), 0);
    }

    function test_creditsWhatThePublisherRefuses() public {
        begin(Status.Open, ethTerms());
        vm.etch(publisher, type(Refuser).runtimeCode);
        Balances memory before = balances();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Credited(publisher, ETH, TOTAL);
        send(publisher, abi.encodeCall(ITaskEscrow.cancel, (terms)));

        assertPaid(before, 0, 0, 0);
        assertEq(escrow.creditOf(publisher, ETH), TOTAL);
    }

    function test_creditsBothSidesOfASplit() public {
        begin(Status.Disputed, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);
        vm.etch(publisher, type(Refuser).runtimeCode);
        Balances memory before = balances();

        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Credited(worker, ETH, 0.5 ether);
        vm.expectEmit(address(escrow));
        emit ITaskEscrow.Credited(publisher, ETH, 0.5125 ether);
        send(arbiter, abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, 5000, REASON)));

        assertPaid(before, 0, 0, 0.0125 ether);
        assertEq(escrow.creditOf(worker, ETH), 0.5 ether);
        assertEq(escrow.creditOf(publisher, ETH), 0.5125 ether);
    }

    function test_addsUpCredits() public {
        vm.etch(stranger, type(Refuser).runtimeCode);
        for (uint256 i = 1; i <= 3; ++i) {
            ITaskEscrow.Terms memory each = ethTerms();
            each.content = bytes32(i);
            begin(Status.Open, each);
            send(publisher, abi.encodeCall(ITaskEscrow.approveCompletion, (each, stranger)));
            assertEq(escrow.creditOf(stranger, ETH), i * REWARD);
        }
    }

    function test_paysNothingWithoutACall() public {
        begin(Status.Disputed, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);
        vm.etch(publisher, type(Refuser).runtimeCode);

        vm.recordLogs();
        send(arbiter, abi.encodeCall(ITaskEscrow.resolve, (publisher, terms, 10_000, REASON)));

        Vm.Log[] memory logs = vm.getRecordedLogs();
        assertEq(logs.length, 3);
        assertEq(logs[0].topics[0], ITaskEscrow.Ruled.selector);
        assertEq(logs[1].topics[0], ITaskEscrow.Resolved.selector);
        assertEq(logs[2].topics[0], ITaskEscrow.Credited.selector);
        assertEq(logs[2].topics[1], bytes32(uint256(uint160(worker))));
    }

    function test_grantsAReceiverItsGas() public {
        begin(Status.Submitted, ethTerms());
        // GAS, PUSH0, SSTORE, STOP: keeps the gas that the payment came with, less the 2 of GAS itself.
        vm.etch(worker, hex"5a5f5500");

        send(publisher, approval());

        assertEq(uint256(vm.load(worker, 0)), 100_000 + 2300 - 2);
        assertEq(escrow.creditOf(worker, ETH), 0);
    }

    function test_creditsAReceiverThatUsesMoreGas() public {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Glutton).runtimeCode);

        send(publisher, approval());

        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    function test_rejectsTooLittleGasToCredit() public {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Refuser).runtimeCode);

        uint256 offset = 190_000 - availableWith(190_000);
        assertEq(availableWith(MIN_GAS_TO_CREDIT - 1 + offset), MIN_GAS_TO_CREDIT - 1);
        vm.prank(publisher);
        (bool success,) = address(escrow).call{gas: MIN_GAS_TO_CREDIT + offset}(approval());

        assertTrue(success);
        assertEq(escrow.creditOf(worker, ETH), REWARD);
    }

    function test_paysWithLittleGasIfTheReceiverTakesIt() public {
        begin(Status.Submitted, ethTerms());
        Balances memory before = balances();

        vm.prank(publisher);
        (bool success,) = address(escrow).call{gas: 150_000}(approval());

        assertTrue(success);
        assertPaid(before, REWARD, 0, FEE);
    }

    function test_creditsWhatATokenRefuses() public {
        OddToken.Fault[2] memory faults = [OddToken.Fault.ReturnsFalse, OddToken.Fault.Reverts];

        for (uint256 i = 0; i < 2; ++i) {
            OddToken odd = beginWithOddToken();
            odd.setFaults(OddToken.Fault.None, faults[i]);
            Balances memory before = balances();

            vm.expectEmit(address(escrow));
            emit ITaskEscrow.Credited(worker, address(odd), REWARD);
            send(publisher, approval());

            assertPaid(before, 0, 0, FEE);
            assertEq(escrow.creditOf(worker, address(odd)), REWARD);
            assertEq(escrow.creditOf(worker, ETH), 0);
        }
    }

    function test_creditsWhatATokenWithoutCodeCannotPay() public {
        OddToken odd = beginWithOddToken();
        vm.etch(address(odd), "");

        send(publisher, approval());

        assertEq(escrow.creditOf(worker, address(odd)), REWARD);
        assertEnded(task);
    }

    function test_paysATokenThatReturnsNothing() public {
        OddToken odd = beginWithOddToken();
        odd.setFaults(OddToken.Fault.None, OddToken.Fault.ReturnsNothing);
        Balances memory before = balances();

        send(publisher, approval());

        assertPaid(before, REWARD, 0, FEE);
        assertEq(escrow.creditOf(worker, address(odd)), 0);
    }

    function test_findsTheTaskEndedFromWithinItsPayment() public {
        begin(Status.Submitted, ethTerms());
        vm.etch(worker, type(Caller).runtimeCode);
        bytes memory again = abi.encodeCall(
            ITaskEscrow.approveCompletionSigned,
            (publisher, terms, worker, sign(publisherKey, approvalHash(task, worker)))
        );
        Caller(payable(worker)).onPayment(address(escrow), abi.encodeCall(ITaskEscrow.stateOf, (task)));
        Balances memory before = balances();

        send(relayer, again);

        assertPaid(before, REWARD, 0, FEE);
        assertTrue(Caller(payable(worker)).succeeded());
        ITaskEscrow.TaskState memory none;
        assertEq(Caller(payable(worker)).answer(), abi.encode(none));
    }

    function beginWithOddToken() private returns (OddToken odd) {
        odd = new OddToken();
        odd.mint(publisher, TOTAL);
        ITaskEscrow.Terms memory inOdd = ethTerms();
        inOdd.token = address(odd);
        begin(Status.Submitted, inOdd);
    }

    function approval() private view returns (bytes memory) {
        return abi.encodeCall(ITaskEscrow.approveCompletion, (terms, worker));
    }

    /// @return available What the escrow found left when the payment failed, of a call with `gasLimit`.
    function availableWith(uint256 gasLimit) private returns (uint256 available) {
        vm.prank(publisher);
        (bool success, bytes memory result) = address(escrow).call{gas: gasLimit}(approval());
        assertFalse(success);
        assertEq(result.length, 68);
        uint256 needed;
        bytes4 selector = bytes4(result);
        assembly ("memory-safe") {
            available := mload(add(result, 0x24))
            needed := mload(add(result, 0x44))
        }
        assertEq(selector, ITaskEscrow.TaskEscrow_InsufficientGas.selector);
        assertEq(needed, MIN_GAS_TO_CREDIT);
    }
}
