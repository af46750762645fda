// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Policies, Policy} from "../../src/libraries/Policy.sol";
import {EscrowTest, PolicyFields} from "../support/EscrowTest.sol";

contract PolicyTest is EscrowTest {
    function test_readsEachFieldFromItsPlace() public pure {
        Policy policy = Policy.wrap(0xf1f2f3f4f5f6_a1a2a3a4a5a6a7a8_b1b2b3b4_c1c2c3_d1d2d3_e1e2e3_9192_8182_71);

        assertEq(policy.maxRevisions(), 0x71);
        assertEq(policy.defaultShare(), 0x8182);
        assertEq(policy.feeRate(), 0x9192);
        assertEq(policy.appealWindow(), 0xe1e2e3);
        assertEq(policy.reviewWindow(), 0xd1d2d3);
        assertEq(policy.workWindow(), 0xc1c2c3);
        assertEq(policy.claimDeadline(), 0xb1b2b3b4);
        assertEq((Policy.unwrap(policy) >> 144) & type(uint64).max, 0xa1a2a3a4a5a6a7a8);
        assertEq(policy.excess(), 0xf1f2f3f4f5f6);
    }

    function test_usesItsFieldsAlone() public pure {
        assertEq(Policies.USED_BITS, 208);
        assertEq(Policy.wrap((1 << 208) - 1).excess(), 0);
        assertEq(Policy.wrap(1 << 208).excess(), 1);
        assertEq(Policy.wrap(1 << 255).excess(), 1 << 47);
    }

    function testFuzz_readsWhatWasPacked(
        uint8 maxRevisions,
        uint16 defaultShare,
        uint16 feeRate,
        uint24 appealWindow,
        uint24 reviewWindow,
        uint24 workWindow,
        uint32 claimDeadline,
        uint64 taskId
    ) public pure {
        PolicyFields memory fields;
        fields.maxRevisions = maxRevisions;
        fields.defaultShare = defaultShare;
        fields.feeRate = feeRate;
        fields.appealWindow = appealWindow;
        fields.reviewWindow = reviewWindow;
        fields.workWindow = workWindow;
        fields.claimDeadline = claimDeadline;
        fields.taskId = taskId;

        Policy policy = pack(fields);

        assertEq(policy.maxRevisions(), maxRevisions);
        assertEq(policy.defaultShare(), defaultShare);
        assertEq(policy.feeRate(), feeRate);
        assertEq(policy.appealWindow(), appealWindow);
        assertEq(policy.reviewWindow(), reviewWindow);
        assertEq(policy.workWindow(), workWindow);
        assertEq(policy.claimDeadline(), claimDeadline);
        assertEq((Policy.unwrap(policy) >> 144) & type(uint64).max, taskId);
        assertEq(policy.excess(), 0);
    }

    function testFuzz_everyBitBelongsToOneField(uint256 raw) public pure {
        Policy policy = Policy.wrap(raw);

        PolicyFields memory fields = PolicyFields({
            maxRevisions: policy.maxRevisions(),
            defaultShare: policy.defaultShare(),
            feeRate: policy.feeRate(),
            appealWindow: policy.appealWindow(),
            reviewWindow: policy.reviewWindow(),
            workWindow: policy.workWindow(),
            claimDeadline: policy.claimDeadline(),
            taskId: (Policy.unwrap(policy) >> 144) & type(uint64).max
        });

        assertEq(Policy.unwrap(pack(fields)) | (policy.excess() << 208), raw);
    }
}
