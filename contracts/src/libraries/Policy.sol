// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice The small numbers of a task's terms in one word, so that carrying them to the chain costs one word of calldata.
/// @dev Layout, least significant bit first. The bits from 208 up must be zero.
///
/// | bits      | field         | unit and range                                                                |
/// |-----------|---------------|-------------------------------------------------------------------------------|
/// | 0 – 7     | maxRevisions  | how many times the publisher may ask for a revision, 0 to 15                  |
/// | 8 – 23    | defaultShare  | basis points of the reward the worker gets if the arbiter stays silent        |
/// | 24 – 39   | feeRate       | platform fee on top of the reward, in basis points                            |
/// | 40 – 63   | appealWindow  | seconds in which a ruling may be appealed; 0: a ruling is paid at once        |
/// | 64 – 87   | reviewWindow  | seconds the publisher has to react to a submission                            |
/// | 88 – 111  | workWindow    | seconds the worker has to submit after a claim or a request for a revision    |
/// | 112 – 143 | claimDeadline | last second, in Unix time, in which the task may be claimed                   |
/// | 144 – 207 | taskId        | the task's number in the task market; the contract only publishes it          |
type Policy is uint256;

using Policies for Policy global;

/// @title Policies
/// @notice Reads the fields of a {Policy}.
library Policies {
    /// @dev Where the fields end. Anything above would make two words of one meaning.
    uint256 internal constant USED_BITS = 208;

    function maxRevisions(Policy policy) internal pure returns (uint256) {
        return Policy.unwrap(policy) & type(uint8).max;
    }

    function defaultShare(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 8) & type(uint16).max;
    }

    function feeRate(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 24) & type(uint16).max;
    }

    function appealWindow(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 40) & type(uint24).max;
    }

    function reviewWindow(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 64) & type(uint24).max;
    }

    function workWindow(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 88) & type(uint24).max;
    }

    function claimDeadline(Policy policy) internal pure returns (uint256) {
        return (Policy.unwrap(policy) >> 112) & type(uint32).max;
    }

    /// @dev The bits above the fields, shifted down; zero in a well-formed policy.
    function excess(Policy policy) internal pure returns (uint256) {
        return Policy.unwrap(policy) >> USED_BITS;
    }
}
