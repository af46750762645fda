// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowTest} from "../support/EscrowTest.sol";
import {Wallet} from "./mocks/Receivers.sol";

/// @notice One task under test, and the matrices that every verb is put through: status, caller, signature.
abstract contract UnitTest is EscrowTest {
    /// @dev Where the tasks' mapping lies in the escrow's storage.
    uint256 internal constant TASKS_SLOT = 10;
    uint256 internal constant CURVE_ORDER = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    uint256 internal constant NONE = 1;
    uint256 internal constant OPEN = 2;
    uint256 internal constant CLAIMED = 4;
    uint256 internal constant SUBMITTED = 8;
    uint256 internal constant REVISION_ASKED = 16;
    uint256 internal constant DISPUTED = 32;
    uint256 internal constant RULED = 64;
    uint256 internal constant APPEALED = 128;
    uint256 internal constant HELD = CLAIMED | REVISION_ASKED;

    struct Balances {
        uint256 escrow;
        uint256 worker;
        uint256 publisher;
        uint256 treasury;
        uint256 fees;
    }

    ITaskEscrow.Terms internal terms;
    bytes32 internal task;

    // Ways

    function begin(Status status) internal {
        begin(status, appealTerms());
    }

    function begin(Status status, ITaskEscrow.Terms memory terms_) internal {
        terms = terms_;
        task = bringTo(status, terms_);
    }

    function clock() internal view returns (uint256) {
        return escrow.stateOf(task).clock;
    }

    /// @dev To the first second after the present status' last.
    function passClock() internal {
        if (clock() >= vm.getBlockTimestamp()) vm.warp(clock() + 1);
    }

    /// @dev Calls the escrow as `sender`; the call must succeed.
    function send(address sender, bytes memory data) internal returns (bytes memory result) {
        bool success;
        vm.prank(sender);
        (success, result) = address(escrow).call(data);
        if (!success) {
            assembly ("memory-safe") {
                revert(add(result, 0x20), mload(result))
            }
        }
    }

    // States

    function rawWord(bytes32 task_) internal view returns (uint256) {
        return uint256(vm.load(address(escrow), keccak256(abi.encode(task_, TASKS_SLOT))));
    }

    function assertState(
        bytes32 task_,
        Status status,
        address holder,
        uint256 opened,
        uint256 clock_,
        uint256 round,
        uint256 share
    ) internal view {
        ITaskEscrow.TaskState memory state = escrow.stateOf(task_);
        assertEq(uint256(state.status), uint256(status), "status");
        assertEq(state.worker, holder, "worker");
        assertEq(state.openedIn, opened, "openedIn");
        assertEq(state.clock, clock_, "clock");
        assertEq(state.round, round, "round");
        assertEq(state.ruledShare, share, "ruledShare");
    }

    function assertEnded(bytes32 task_) internal view {
        assertState(task_, Status.None, address(0), 0, 0, 0, 0);
        assertEq(rawWord(task_), 0, "word");
    }

    // Money

    function balanceOf(address account) internal view returns (uint256) {
        return terms.token == ETH ? account.balance : IERC20(terms.token).balanceOf(account);
    }

    function balances() internal view returns (Balances memory) {
        return Balances({
            escrow: balanceOf(address(escrow)),
            worker: balanceOf(worker),
            publisher: balanceOf(publisher),
            treasury: balanceOf(treasury),
            fees: escrow.feesOf(terms.token)
        });
    }

    /// @dev The task has ended, and exactly this has moved since `before`.
    function assertPaid(Balances memory before, uint256 toWorker, uint256 toPublisher, uint256 toPlatform)
        internal
        view
    {
        Balances memory present = balances();
        assertEq(present.escrow, before.escrow - toWorker - toPublisher, "escrow");
        assertEq(present.worker, before.worker + toWorker, "worker");
        assertEq(present.publisher, before.publisher + toPublisher, "publisher");
        assertEq(present.treasury, before.treasury, "treasury");
        assertEq(present.fees, before.fees + toPlatform, "fees");
        assertEnded(task);
    }

    // Refusals

    function assertRefused(address sender, bytes memory data, bytes memory refusal) internal {
        uint256 snapshot = vm.snapshotState();
        vm.prank(sender);
        (bool success, bytes memory result) = address(escrow).call(data);
        assertFalse(success, "should be refused");
        assertEq(result, refusal, "reason of the refusal");
        vm.revertToStateAndDelete(snapshot);
    }

    /// @dev Without an effect on what comes after.
    function assertAllowed(address sender, bytes memory data) internal {
        uint256 snapshot = vm.snapshotState();
        vm.prank(sender);
        (bool success, bytes memory result) = address(escrow).call(data);
        assertTrue(success, vm.toString(result));
        vm.revertToStateAndDelete(snapshot);
    }

    function wrongStatus(Status status) internal view returns (bytes memory) {
        return wrongStatus(task, status);
    }

    function wrongStatus(bytes32 task_, Status status) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_WrongStatus.selector, task_, status);
    }

    function deadlinePassed(uint256 deadline) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_DeadlinePassed.selector, deadline, vm.getBlockTimestamp());
    }

    function deadlineNotPassed(uint256 deadline) internal view returns (bytes memory) {
        return
            abi.encodeWithSelector(ITaskEscrow.TaskEscrow_DeadlineNotPassed.selector, deadline, vm.getBlockTimestamp());
    }

    function openedThisBlock() internal view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_OpenedThisBlock.selector, task, vm.getBlockNumber());
    }

    function invalidSignature(address signer, bytes32 structHash) internal view returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_InvalidSignature.selector, signer, digestOf(structHash));
    }

    function shareTooHigh(uint256 share) internal pure returns (bytes memory) {
        return abi.encodeWithSelector(ITaskEscrow.TaskEscrow_ShareTooHigh.selector, share, 10_000);
    }

    // The status matrix

    /// @dev `attempt` gives the sender and the call, right in everything but perhaps the status of {task}.
    /// @param legal The statuses, as a sum of the constants above, in which the call must succeed.
    function assertLegalOnlyIn(uint256 legal, function() internal returns (address, bytes memory) attempt) internal {
        for (uint256 i = 0; i < 8; ++i) {
            ITaskEscrow.Terms memory each = appealTerms();
            each.content = bytes32(i);
            begin(Status(i), each);
            _attempt(legal & (1 << i) != 0, Status(i), attempt);
        }

        terms = appealTerms();
        terms.content = "never funded";
        task = keyOf(terms);
        _attempt(legal & NONE != 0, Status.None, attempt);
    }

    function _attempt(bool legal, Status status, function() internal returns (address, bytes memory) attempt) private {
        (address sender, bytes memory data) = attempt();
        assertEq(uint256(statusOf(task)), uint256(status), "status before the attempt");
        if (legal) assertAllowed(sender, data);
        else assertRefused(sender, data, wrongStatus(status));
    }

    // The caller matrix

    function everybody() internal view returns (address[] memory people) {
        people = new address[](13);
        people[0] = admin;
        people[1] = assigner;
        people[2] = arbiter;
        people[3] = guardian;
        people[4] = treasury;
        people[5] = appealArbiter;
        people[6] = publisher;
        people[7] = worker;
        people[8] = otherWorker;
        people[9] = stranger;
        people[10] = relayer;
        people[11] = address(escrow);
        people[12] = address(this);
    }

    function assertAnybodyMay(bytes memory data) internal {
        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            assertAllowed(people[i], data);
        }
    }

    /// @dev `allowed` may; everybody else is refused with `selector(caller, allowed)`.
    function assertOnly(address allowed, bytes memory data, bytes4 selector) internal {
        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == allowed) assertAllowed(allowed, data);
            else assertRefused(people[i], data, abi.encodeWithSelector(selector, people[i], allowed));
        }
    }

    /// @dev `allowed` may; everybody else is refused with `refusal`.
    function assertOnlyElse(address allowed, bytes memory data, bytes memory refusal) internal {
        address[] memory people = everybody();
        for (uint256 i = 0; i < people.length; ++i) {
            if (people[i] == allowed) assertAllowed(allowed, data);
            else assertRefused(people[i], data, refusal);
        }
    }

    // The signature matrix

    /// @param fields The message's fields as the type names them, one word each.
    struct Message {
        address signer;
        uint256 key;
        string typeString;
        bytes fields;
    }

    /// @dev The call must be refused with anything but the signer's word on exactly this message, here and now.
    function assertBinds(
        address sender,
        Message memory message,
        function(bytes memory) internal view returns (bytes memory) call
    ) internal {
        bytes32 typeHash = keccak256(bytes(message.typeString));
        bytes32 structHash = keccak256(bytes.concat(typeHash, message.fields));
        bytes memory refusal = invalidSignature(message.signer, structHash);

        for (uint256 i = 0; i < message.fields.length; i += 32) {
            bytes32 altered = keccak256(bytes.concat(typeHash, _alter(message.fields, i)));
            assertRefused(sender, call(sign(message.key, altered)), refusal);
        }
        string[9] memory types = _types();
        for (uint256 i = 0; i < types.length; ++i) {
            bytes32 otherType = keccak256(bytes(types[i]));
            if (otherType == typeHash) continue;
            bytes32 other = keccak256(bytes.concat(otherType, message.fields));
            assertRefused(sender, call(sign(message.key, other)), refusal);
        }
        assertRefused(sender, call(sign(uint256(keccak256("somebody else's key")), structHash)), refusal);
        assertRefused(sender, call(""), refusal);
        assertRefused(sender, call(new bytes(65)), refusal);
        _assertBindsDomain(sender, message, structHash, refusal, call);
        _assertRefusesOtherForms(sender, message, structHash, refusal, call);
        assertAllowed(sender, call(sign(message.key, structHash)));
        _assertAsksContractWallets(sender, message, structHash, refusal, call);
    }

    function _assertBindsDomain(
        address sender,
        Message memory message,
        bytes32 structHash,
        bytes memory refusal,
        function(bytes memory) internal view returns (bytes memory) call
    ) private {
        string[4] memory names = ["Guildhall Task Escrow", "Guildhall Task", "Guildhall Task Escrow", "Guildhall"];
        string[4] memory versions = ["1", "1", "2", "2"];
        for (uint256 i = 0; i < 6; ++i) {
            uint256 chain = i == 4 ? block.chainid + 1 : block.chainid;
            address verifier = i == 5 ? address(0xbeef) : address(escrow);
            bytes32 digest = _digest(names[i < 4 ? i : 0], versions[i < 4 ? i : 0], chain, verifier, structHash);
            (uint8 v, bytes32 r, bytes32 s) = vm.sign(message.key, digest);
            bytes memory data = call(abi.encodePacked(r, s, v));
            if (i == 0) assertAllowed(sender, data);
            else assertRefused(sender, data, refusal);
        }
    }

    function _assertRefusesOtherForms(
        address sender,
        Message memory message,
        bytes32 structHash,
        bytes memory refusal,
        function(bytes memory) internal view returns (bytes memory) call
    ) private {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(message.key, digestOf(structHash));
        bytes memory highS = abi.encodePacked(r, bytes32(CURVE_ORDER - uint256(s)), v == 27 ? uint8(28) : uint8(27));
        assertRefused(sender, call(highS), refusal);
        assertRefused(sender, call(abi.encodePacked(r, s, v, uint8(0))), refusal);
        assertRefused(sender, call(abi.encodePacked(r, s)), refusal);
    }

    function _assertAsksContractWallets(
        address sender,
        Message memory message,
        bytes32 structHash,
        bytes memory refusal,
        function(bytes memory) internal view returns (bytes memory) call
    ) private {
        vm.etch(message.signer, type(Wallet).runtimeCode);
        Wallet wallet = Wallet(payable(message.signer));

        wallet.accept(digestOf(keccak256("something else")), hex"77");
        assertRefused(sender, call(hex"77"), refusal);
        wallet.accept(digestOf(structHash), hex"77");
        assertRefused(sender, call(hex"78"), refusal);
        assertAllowed(sender, call(hex"77"));
        // An account that delegates its code keeps its key's word.
        assertAllowed(sender, call(sign(message.key, structHash)));
        vm.etch(message.signer, "");
    }

    function _digest(string memory name, string memory version, uint256 chain, address verifier, bytes32 structHash)
        internal
        pure
        returns (bytes32)
    {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chain,
                verifier
            )
        );
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    /// @dev A copy of `fields` with the last bit of the word at `offset` turned.
    function _alter(bytes memory fields, uint256 offset) internal pure returns (bytes memory altered) {
        altered = bytes.concat(fields);
        altered[offset + 31] ^= 0x01;
    }

    function _types() private pure returns (string[9] memory) {
        return [
            "Claim(bytes32 task,uint256 openedIn,address worker)",
            "Assignment(bytes32 task,uint256 openedIn,address worker,uint256 validUntil)",
            "Submission(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 evidence)",
            "Revision(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            "Abandonment(bytes32 task,uint256 openedIn,address worker)",
            "Dispute(bytes32 task,uint256 openedIn,address worker,uint256 round,bytes32 reason)",
            "Appeal(bytes32 task,uint256 openedIn,address worker,bytes32 reason)",
            "Approval(bytes32 task,uint256 openedIn,address worker)",
            "Settlement(bytes32 task,uint256 openedIn,address worker,uint256 share,uint256 validUntil)"
        ];
    }

    // Dirty calldata

    /// @dev `data` with every bit above the lowest `width` of the word at `index` set.
    function dirty(bytes memory data, uint256 index, uint256 width) internal pure returns (bytes memory soiled) {
        soiled = bytes.concat(data);
        uint256 mask = type(uint256).max << width;
        assembly ("memory-safe") {
            let place := add(add(soiled, 0x24), mul(index, 0x20))
            mstore(place, or(mload(place), mask))
        }
    }

    /// @dev Terms with dirty bits name another task, which does not exist.
    /// @param first The index of the terms' first word in the call.
    function assertFindsNoDirtyTask(address sender, bytes memory data, uint256 first) internal {
        for (uint256 field = 1; field < 4; ++field) {
            bytes memory soiled = dirty(data, first + field, field == 2 ? 96 : 160);
            bytes32 other = _keyOfWords(soiled, first);
            assertNotEq(other, task);
            assertRefused(sender, soiled, wrongStatus(other, Status.None));
        }
    }

    function _keyOfWords(bytes memory data, uint256 first) private view returns (bytes32) {
        bytes memory words = new bytes(160);
        for (uint256 i = 0; i < 160; ++i) {
            words[i] = data[4 + first * 32 + i];
        }
        return keccak256(bytes.concat(abi.encode(publisher), words));
    }
}
