// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {Exit, Purse, Transaction} from "./support/AdversarialTest.sol";
import {Message, SignedTest} from "./support/SignedTest.sol";

/// @notice Signatures that are not quite signatures, for every message.
contract MalleabilityTest is SignedTest {
    bytes4 private constant INVALID = ITaskEscrow.TaskEscrow_InvalidSignature.selector;
    uint256 private constant ORDER = 0xFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFFEBAAEDCE6AF48A03BBFD25E8CD0364141;

    /// @dev Every message, signed in one malformed way, is refused, moves nothing and leaves the good one usable.
    function everyMessageIn(uint256 way) private {
        uint256 start = vm.snapshotState();
        for (uint256 i = 0; i < MESSAGES; ++i) {
            ITaskEscrow.Terms memory terms = appealTerms();
            bytes32 task = bringTo(statusFor(Message(i)), terms);
            Status status = statusOf(task);
            Purse memory was = purseOf(ETH);

            assertRefused(carrying(Message(i), terms, malformed(way, signed(Message(i), task))), INVALID);

            assertStatus(task, status);
            assertUnmoved(ETH, was);
            assertAccepted(carrying(Message(i), terms, signed(Message(i), task)));
            vm.revertToState(start);
        }
    }

    function malformed(uint256 way, bytes memory good) private pure returns (bytes memory) {
        bytes32 r;
        bytes32 s;
        uint8 v;
        assembly {
            r := mload(add(good, 0x20))
            s := mload(add(good, 0x40))
            v := byte(0, mload(add(good, 0x60)))
        }
        if (way == 0) return abi.encodePacked(r, bytes32(ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        if (way == 1) return abi.encodePacked(r, s, v - 27);
        if (way == 2) return abi.encodePacked(r, bytes32(uint256(s) | (uint256(v - 27) << 255)));
        if (way == 3) return "";
        if (way == 4) return "garbage that is sixty-five bytes long, whatever else it may be...";
        if (way == 5) return abi.encodePacked(bytes32(0), bytes32(0), uint8(27));
        if (way == 6) return abi.encodePacked(bytes32(0), s, v);
        if (way == 7) return abi.encodePacked(r, bytes32(0), v);
        if (way == 8) return abi.encodePacked(good, uint8(0));
        if (way == 9) return abi.encodePacked(r, s, v == 27 ? uint8(28) : uint8(27));
        if (way == 10) return abi.encodePacked(bytes32(ORDER), s, v);
        if (way == 11) return new bytes(65);
        return abi.encodePacked(good, good);
    }

    function test_theUpperHalfOfSIsRefused() public {
        everyMessageIn(0);
    }

    function test_recoveryBitsZeroAndOneAreRefused() public {
        everyMessageIn(1);
    }

    function test_theCompactFormIsRefusedWhereBytesAreAsked() public {
        everyMessageIn(2);
    }

    function test_emptySignaturesAreRefusedFromRelayers() public {
        everyMessageIn(3);
    }

    function test_garbageIsRefused() public {
        everyMessageIn(4);
    }

    function test_zeroesAreRefused() public {
        everyMessageIn(5);
        everyMessageIn(6);
        everyMessageIn(7);
        everyMessageIn(11);
    }

    function test_longerSignaturesAreRefused() public {
        everyMessageIn(8);
        everyMessageIn(12);
    }

    function test_theOtherRecoveryBitIsRefused() public {
        everyMessageIn(9);
    }

    function test_valuesBeyondTheCurveAreRefused() public {
        everyMessageIn(10);
    }

    /// @dev `ecrecover` answers zero to nonsense: nobody at the zero address can be made a worker by it.
    function test_nobodyClaimsWithTheZeroAddress() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        for (uint256 way = 3; way < 12; ++way) {
            bytes memory nonsense = malformed(way, signClaim(workerKey, task, address(0)));
            assertRefused(
                by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, address(0), nonsense)),
                INVALID
            );
            bytes memory consent = sign(assignerKey, assignmentHash(task, address(0), FOREVER));
            assertRefused(
                by(relayer, abi.encodeCall(escrow.claim, (task, address(0), FOREVER, nonsense, consent))), INVALID
            );
        }
        assertRefused(compactClaim(task, address(0), bytes32(0), bytes32(0)), INVALID);
        assertStatus(task, Status.Open);
    }

    function test_nobodyAtTheZeroAddressNorTheEscrowIsPaid() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        address[2] memory nobody = [address(0), address(escrow)];
        for (uint256 i = 0; i < nobody.length; ++i) {
            bytes4 problem = ITaskEscrow.TaskEscrow_InvalidWorker.selector;
            assertRefused(by(publisher, abi.encodeCall(escrow.approveCompletion, (terms, nobody[i]))), problem);
            bytes memory approval = sign(publisherKey, approvalHash(task, nobody[i]));
            assertRefused(
                by(relayer, abi.encodeCall(escrow.approveCompletionSigned, (publisher, terms, nobody[i], approval))),
                problem
            );
            bytes memory agreement = sign(publisherKey, settlementHash(task, nobody[i], 10_000, FOREVER));
            assertRefused(
                by(
                    relayer,
                    abi.encodeCall(escrow.settle, (publisher, terms, nobody[i], 10_000, FOREVER, agreement, agreement))
                ),
                problem
            );
        }
        assertUnmoved(ETH, was);
    }

    function test_nobodyPublishesFromTheZeroAddress() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        assertRefused(
            by(relayer, abi.encodeCall(escrow.approveCompletionSigned, (address(0), terms, worker, new bytes(65)))),
            INVALID
        );
    }

    // The compact overloads

    function compactClaim(bytes32 task, address player, bytes32 r, bytes32 vs)
        private
        view
        returns (Transaction memory)
    {
        return by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes32,bytes32)", task, player, r, vs));
    }

    function compactSubmission(bytes32 task, bytes32 r, bytes32 vs) private view returns (Transaction memory) {
        return
            by(relayer, abi.encodeWithSignature("submitWork(bytes32,bytes32,bytes32,bytes32)", task, EVIDENCE, r, vs));
    }

    function test_compactSignaturesAreOneOfAKind() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        (bytes32 r, bytes32 vs) = signCompact(workerKey, claimHash(task, worker));
        uint256 s = uint256(vs) & (type(uint256).max >> 1);
        bytes32 flipped = bytes32(uint256(vs) ^ (1 << 255));
        assertRefused(compactClaim(task, worker, r, flipped), INVALID);
        assertRefused(compactClaim(task, worker, r, bytes32((ORDER - s) | (uint256(flipped) >> 255 << 255))), INVALID);
        assertRefused(compactClaim(task, worker, r, bytes32(0)), INVALID);
        assertRefused(compactClaim(task, worker, bytes32(0), vs), INVALID);
        assertRefused(compactClaim(task, worker, bytes32(0), bytes32(0)), INVALID);
        assertRefused(compactClaim(task, otherWorker, r, vs), INVALID);
        assertAccepted(compactClaim(task, worker, r, vs));

        (r, vs) = signCompact(workerKey, submissionHash(task, worker, 0, EVIDENCE));
        flipped = bytes32(uint256(vs) ^ (1 << 255));
        assertRefused(compactSubmission(task, r, flipped), INVALID);
        assertRefused(compactSubmission(task, r, bytes32(0)), INVALID);
        assertRefused(compactSubmission(task, bytes32(0), bytes32(0)), INVALID);
        assertAccepted(compactSubmission(task, r, vs));
        assertStatus(task, Status.Submitted);
    }

    /// @dev Both overloads spend the same consent: what one has used, the other refuses.
    function test_theTwoOverloadsShareOneConsent() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        (bytes32 r, bytes32 vs) = signCompact(workerKey, claimHash(task, worker));
        bytes memory same = signClaim(workerKey, task, worker);
        assertAccepted(compactClaim(task, worker, r, vs));

        assertRefused(
            by(assigner, abi.encodeWithSignature("assignTo(bytes32,address,bytes)", task, worker, same)),
            ITaskEscrow.TaskEscrow_WrongStatus.selector
        );
    }

    /// @dev Terms with dirty bits above a short field hash to a key of their own, under which nothing can be funded.
    function test_termsThatAreNotEncodedStrictlyNameNoTask() public {
        ITaskEscrow.Terms memory terms = ethTerms();
        bytes32 task = fund(terms);
        Purse memory was = purseOf(ETH);
        for (uint256 field = 1; field < 4; ++field) {
            bytes memory cancelling = abi.encodeCall(escrow.cancel, (terms));
            bytes memory funding = abi.encodeCall(escrow.fund, (terms));
            cancelling[4 + 32 * field] = 0x01;
            funding[4 + 32 * field] = 0x01;
            (bool ok,) = send(by(publisher, cancelling), PLENTY);
            assertFalse(ok, "cancelled");
            vm.prank(publisher);
            (ok,) = address(escrow).call{value: TOTAL}(funding);
            assertFalse(ok, "funded");
        }
        assertUnmoved(ETH, was);
        assertStatus(task, Status.Open);
        assertAccepted(exitBy(Exit.Cancel, terms));
    }
}
