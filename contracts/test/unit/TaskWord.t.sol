// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {ENDED, Status, TaskWord, TaskWords} from "../../src/libraries/TaskWord.sol";

/// @notice A word is written and read back field by field; no field spills into its neighbour.
contract TaskWordTest is Test {
    uint256 private constant UNUSED_BIT = 8;

    function test_readsEachFieldFromItsPlace() public pure {
        uint256 raw = (uint256(0x00a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4) << 96) | (0xc1c2c3c4 << 64)
            | (0xd1d2d3d4 << 32) | (0xe1e2e3 << 8) | (0x9 << 4) | 5;
        TaskWord word = TaskWord.wrap(raw);

        assertEq(uint256(word.status()), 5);
        assertTrue(word.isIn(Status.Disputed));
        assertEq(word.round(), 9);
        assertEq(word.reviewWindow(), 0xe1e2e3);
        assertEq(word.ruledShare(), 0xe1e2e3);
        assertEq(word.clock(), 0xd1d2d3d4);
        assertEq(word.openedIn(), 0xc1c2c3c4);
        assertEq(uint160(word.worker()), 0x00a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4);
        assertEq(word.workWindow(), 0x00a1a2a3a4a5a6a7a8a9aaabacadaeafb0b1b2b3b4);
    }

    function testFuzz_readsEachFieldFromItsPlace(uint256 raw) public pure {
        TaskWord word = TaskWord.wrap(raw);

        assertEq(uint256(word.status()), raw % 8);
        assertEq(word.round(), (raw / 2 ** 4) % 2 ** 4);
        assertEq(word.reviewWindow(), (raw / 2 ** 8) % 2 ** 24);
        assertEq(word.ruledShare(), (raw / 2 ** 8) % 2 ** 24);
        assertEq(word.clock(), (raw / 2 ** 32) % 2 ** 32);
        assertEq(word.openedIn(), (raw / 2 ** 64) % 2 ** 32);
        assertEq(uint160(word.worker()), raw / 2 ** 96);
        assertEq(word.workWindow(), raw / 2 ** 96);
    }

    function testFuzz_isInExactlyOneStatus(uint256 raw) public pure {
        for (uint256 i = 0; i < 8; ++i) {
            assertEq(TaskWord.wrap(raw).isIn(Status(i)), raw % 8 == i);
        }
    }

    function test_anEndedWordIsZero() public pure {
        assertEq(TaskWord.unwrap(ENDED), 0);
        assertTrue(ENDED.isIn(Status.None));
    }

    function testFuzz_opens(uint256 blockNumber, uint32 deadline, uint24 work, uint24 review) public pure {
        TaskWord word = TaskWords.opened(blockNumber, deadline, work, review);

        assertTrue(word.isIn(Status.Open));
        assertEq(word.openedIn(), blockNumber % 2 ** 32);
        assertEq(word.clock(), deadline);
        assertEq(word.workWindow(), work);
        assertEq(word.reviewWindow(), review);
        assertEq(word.round(), 0);
        assertEq(TaskWord.unwrap(word) & UNUSED_BIT, 0);
    }

    function testFuzz_claimKeepsOpeningAndReviewWindow(uint256 raw, address worker, uint32 clock) public pure {
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.claimed(worker, clock);

        assertWord(word, Status.Claimed, worker, before.openedIn(), clock, before.reviewWindow(), 0);
    }

    function testFuzz_submissionKeepsAllButTheClock(uint256 raw, uint32 clock) public pure {
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.submitted(clock);

        assertWord(
            word, Status.Submitted, before.worker(), before.openedIn(), clock, before.reviewWindow(), before.round()
        );
    }

    function testFuzz_revisionCountsARound(uint256 raw, uint32 clock) public pure {
        // The escrow asks for no sixteenth revision.
        vm.assume((raw >> 4) & 0xf != 15);
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.revisionAsked(clock);

        assertWord(
            word,
            Status.RevisionAsked,
            before.worker(),
            before.openedIn(),
            clock,
            before.reviewWindow(),
            before.round() + 1
        );
    }

    function testFuzz_disputeDropsTheReviewWindow(uint256 raw, uint32 clock) public pure {
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.disputed(clock);

        assertWord(word, Status.Disputed, before.worker(), before.openedIn(), clock, 0, before.round());
    }

    function testFuzz_rulingCarriesTheShare(uint256 raw, uint24 share, uint32 clock) public pure {
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.ruled(share, clock);

        assertWord(word, Status.Ruled, before.worker(), before.openedIn(), clock, share, before.round());
    }

    function testFuzz_appealKeepsTheShare(uint256 raw, uint32 clock) public pure {
        TaskWord before = TaskWord.wrap(raw);

        TaskWord word = before.appealed(clock);

        assertWord(
            word, Status.Appealed, before.worker(), before.openedIn(), clock, before.ruledShare(), before.round()
        );
    }

    function test_keepsTheLargestValuesApart() public pure {
        TaskWord word = TaskWords.opened(type(uint32).max, type(uint32).max, type(uint24).max, type(uint24).max);
        assertEq(TaskWord.unwrap(word), (uint256(0xffffff) << 96) | 0xffffffffffffffffffffff01);
        word = word.claimed(address(type(uint160).max), type(uint32).max);
        assertEq(TaskWord.unwrap(word), type(uint256).max - 0xff + 2);
        for (uint256 i = 1; i <= 15; ++i) {
            word = word.submitted(type(uint32).max);
            assertEq(TaskWord.unwrap(word), type(uint256).max - 0xff + ((i - 1) << 4) + 3);
            word = word.revisionAsked(type(uint32).max);
            assertEq(TaskWord.unwrap(word), type(uint256).max - 0xff + (i << 4) + 4);
        }
        word = word.disputed(type(uint32).max);
        assertEq(TaskWord.unwrap(word), type(uint256).max - 0xffffffff + 0xf5);
        word = word.ruled(10_000, type(uint32).max);
        assertEq(TaskWord.unwrap(word), type(uint256).max - 0xffffffff + (10_000 << 8) + 0xf6);
        word = word.appealed(0);
        assertEq(TaskWord.unwrap(word), (type(uint256).max << 64) + (10_000 << 8) + 0xf7);
    }

    function assertWord(
        TaskWord word,
        Status status,
        address worker,
        uint256 openedIn,
        uint256 clock,
        uint256 carried,
        uint256 round
    ) private pure {
        uint256 expected = (uint256(uint160(worker)) << 96) | (openedIn << 64) | (clock << 32) | (carried << 8)
            | (round << 4) | uint256(status);
        assertEq(TaskWord.unwrap(word), expected);
    }
}
