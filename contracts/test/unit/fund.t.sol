// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {Status} from "../../src/libraries/TaskWord.sol";
import {EscrowTest} from "../support/EscrowTest.sol";

contract FundTest is EscrowTest {
    function test_locksRewardAndFee() public {
        ITaskEscrow.Terms memory terms = ethTerms();

        bytes32 task = fund(terms);

        assertEq(address(escrow).balance, TOTAL);
        assertEq(uint256(statusOf(task)), uint256(Status.Open));
    }

    function test_reachesEveryStatus() public {
        for (uint256 i = 0; i < 8; i++) {
            ITaskEscrow.Terms memory terms = appealTerms();
            terms.content = bytes32(i);
            assertEq(uint256(statusOf(bringTo(Status(i), terms))), i);
        }
    }
}
