// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {Shares} from "../../src/libraries/Shares.sol";

contract SharesTest is Test {
    function test_countsInBasisPoints() public pure {
        assertEq(Shares.WHOLE, 10_000);
    }

    function test_roundsTheFeeDown() public pure {
        assertEq(Shares.feeOf(1 ether, 250), 0.025 ether);
        assertEq(Shares.feeOf(10, 999), 0);
        assertEq(Shares.feeOf(10, 1000), 1);
        assertEq(Shares.feeOf(10_000, 1), 1);
        assertEq(Shares.feeOf(9999, 1), 0);
        assertEq(Shares.feeOf(0, 1000), 0);
        assertEq(Shares.feeOf(type(uint96).max, 10_000), type(uint96).max);
    }

    function test_leavesRoundingToThePublisher() public pure {
        assertSplit(1 ether, 0.025 ether, 5000, 0.5 ether, 0.0125 ether, 0.5125 ether);
        assertSplit(1, 1, 9999, 0, 0, 2);
        assertSplit(1, 1, 10_000, 1, 1, 0);
        assertSplit(199, 4, 9999, 198, 3, 2);
        assertSplit(20_001, 2000, 1, 2, 0, 21_999);
        assertSplit(7, 3, 0, 0, 0, 10);
    }

    function testFuzz_conservesEveryUnit(uint96 reward, uint256 feeRate, uint256 share) public pure {
        feeRate = bound(feeRate, 0, 1000);
        share = bound(share, 0, 10_000);
        uint256 fee = Shares.feeOf(reward, feeRate);

        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(reward, fee, share);

        assertEq(fee, uint256(reward) * feeRate / 10_000);
        assertEq(toWorker, uint256(reward) * share / 10_000);
        assertEq(toPlatform, fee * share / 10_000);
        assertEq(toWorker + toPlatform + toPublisher, uint256(reward) + fee);
    }

    function testFuzz_growsWithTheShare(uint96 reward, uint256 feeRate, uint256 share) public pure {
        share = bound(share, 1, 10_000);
        uint256 fee = Shares.feeOf(reward, bound(feeRate, 0, 1000));

        (uint256 lessToWorker, uint256 lessToPlatform, uint256 moreToPublisher) = Shares.split(reward, fee, share - 1);
        (uint256 toWorker, uint256 toPlatform, uint256 toPublisher) = Shares.split(reward, fee, share);

        assertLe(lessToWorker, toWorker);
        assertLe(lessToPlatform, toPlatform);
        assertGe(moreToPublisher, toPublisher);
    }

    function testFuzz_wholeShareIsEverythingAndZeroIsNothing(uint96 reward, uint96 fee) public pure {
        assertSplit(reward, fee, 10_000, reward, fee, 0);
        assertSplit(reward, fee, 0, 0, 0, uint256(reward) + fee);
    }

    function assertSplit(
        uint256 reward,
        uint256 fee,
        uint256 share,
        uint256 toWorker,
        uint256 toPlatform,
        uint256 toPublisher
    ) private pure {
        (uint256 a, uint256 b, uint256 c) = Shares.split(reward, fee, share);
        assertEq(a, toWorker);
        assertEq(b, toPlatform);
        assertEq(c, toPublisher);
    }
}
