// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC5267} from "@openzeppelin/contracts/interfaces/IERC5267.sol";

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../src/libraries/Policy.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {PolicyFields} from "../support/EscrowTest.sol";
import {UnitTest} from "./UnitTest.sol";

contract ViewsTest is UnitTest {
    function test_namesATaskByPublisherAndTerms() public view {
        ITaskEscrow.Terms memory each = appealTerms();

        assertEq(escrow.keyOf(publisher, each), keccak256(abi.encode(publisher, each)));
        assertEq(escrow.keyOf(stranger, each), keccak256(abi.encode(stranger, each)));
        assertEq(escrow.keyOf(address(0), each), keccak256(abi.encode(address(0), each)));
    }

    function testFuzz_namesATaskByPublisherAndTerms(
        address account,
        bytes32 content,
        address token_,
        uint96 reward,
        address second,
        uint256 policy
    ) public view {
        ITaskEscrow.Terms memory each = ITaskEscrow.Terms(content, token_, reward, second, Policy.wrap(policy));

        assertEq(escrow.keyOf(account, each), keccak256(abi.encode(account, content, token_, reward, second, policy)));
    }

    function test_namesDirtyTermsApart() public {
        terms = appealTerms();
        bytes memory data = abi.encodeCall(ITaskEscrow.keyOf, (publisher, terms));

        bytes memory soiled = dirty(data, 3, 96);
        bytes32 named = abi.decode(send(stranger, soiled), (bytes32));

        bytes32 expected = keccak256(
            abi.encode(
                publisher,
                terms.content,
                terms.token,
                uint256(terms.reward) | (type(uint256).max << 96),
                terms.appealArbiter,
                terms.policy
            )
        );
        assertEq(named, expected);
        assertRefused(stranger, dirty(data, 0, 160), "");
    }

    function test_quotesRewardAndFee() public view {
        assertQuote(1 ether, 250, 0.025 ether);
        assertQuote(1 ether, 0, 0);
        assertQuote(1 ether, 1000, 0.1 ether);
        assertQuote(39, 250, 0);
        assertQuote(40, 250, 1);
        assertQuote(79, 250, 1);
        assertQuote(type(uint96).max, 1000, 7_922_816_251_426_433_759_354_395_033);
    }

    function test_refusesToQuoteADirtyReward() public {
        terms = ethTerms();
        bytes memory data = abi.encodeCall(ITaskEscrow.quote, (terms));

        assertAllowed(stranger, data);
        assertRefused(stranger, dirty(data, 2, 96), "");
    }

    function test_publishesItsLimits() public view {
        ITaskEscrow.Limits memory limits = escrow.limits();

        assertEq(limits.maxFeeRate, 1000);
        assertEq(limits.minWindow, 600);
        assertEq(limits.maxWindow, 7_776_000);
        assertEq(limits.maxClaimPeriod, 31_536_000);
        assertEq(limits.lastClaimDeadline, 3_979_607_295);
        assertEq(limits.arbitrationWindow, 1_209_600);
        assertEq(limits.maxRevisions, 15);
        assertEq(limits.paymentGas, 100_000);
        assertEq(limits.minGasToCredit, 200_000);
    }

    function test_showsEachStatus() public {
        assertShown(Status.None, address(0), 0, 0, 0, 0);
        assertShown(Status.Open, address(0), 1001, START + CLAIM_PERIOD, 0, 0);
        assertShown(Status.Claimed, worker, 1002, START + WORK_WINDOW, 0, 0);
        assertShown(Status.Submitted, worker, 1003, START + REVIEW_WINDOW, 0, 0);
        assertShown(Status.RevisionAsked, worker, 1004, START + WORK_WINDOW, 1, 0);
        assertShown(Status.Disputed, worker, 1005, START + ARBITRATION_WINDOW, 0, 0);
        assertShown(Status.Ruled, worker, 1006, START + APPEAL_WINDOW, 0, 6000);
        assertShown(Status.Appealed, worker, 1007, START + ARBITRATION_WINDOW, 0, 6000);
    }

    function test_showsNothingOfAnUnknownTask() public view {
        assertState("unknown", Status.None, address(0), 0, 0, 0, 0);
        assertEq(escrow.creditOf(worker, ETH), 0);
        assertEq(escrow.feesOf(ETH), 0);
    }

    function test_publishesItsSigningDomain() public view {
        (
            bytes1 fields,
            string memory name,
            string memory version,
            uint256 chainId,
            address verifyingContract,
            bytes32 salt,
            uint256[] memory extensions
        ) = IERC5267(address(escrow)).eip712Domain();

        assertEq(fields, bytes1(0x0f));
        assertEq(name, "Guildhall Task Escrow");
        assertEq(version, "1");
        assertEq(chainId, block.chainid);
        assertEq(verifyingContract, address(escrow));
        assertEq(salt, 0);
        assertEq(extensions.length, 0);
    }

    function test_takesNoEthOutsideOfFunding() public {
        vm.deal(stranger, 1 ether);

        vm.prank(stranger);
        (bool success, bytes memory result) = address(escrow).call{value: 1}("");

        assertFalse(success);
        assertEq(result, "");
        assertEq(address(escrow).balance, 0);
    }

    function test_refusesUnknownFunctions() public {
        assertRefused(stranger, "", "");
        assertRefused(stranger, hex"00", "");
        assertRefused(stranger, hex"deadbeef", "");
    }

    function test_takesNoEthWithOtherVerbs() public {
        begin(Status.Open);
        vm.deal(publisher, 1 ether);

        vm.prank(publisher);
        (bool success, bytes memory result) =
            address(escrow).call{value: 1}(abi.encodeCall(ITaskEscrow.cancel, (terms)));

        assertFalse(success);
        assertEq(result, "");
    }

    function assertQuote(uint96 reward, uint256 feeRate, uint256 expected) private view {
        PolicyFields memory fields = fairPolicy();
        fields.feeRate = feeRate;
        ITaskEscrow.Terms memory each = termsWith(fields);
        each.reward = reward;

        (uint256 fee, uint256 total) = escrow.quote(each);

        assertEq(fee, expected);
        assertEq(total, uint256(reward) + expected);
    }

    function assertShown(Status status, address holder, uint256 opened, uint256 clock_, uint256 round, uint256 share)
        private
    {
        ITaskEscrow.Terms memory each = appealTerms();
        each.content = bytes32(uint256(status));
        begin(status, each);
        assertState(task, status, holder, opened, clock_, round, share);
    }
}
