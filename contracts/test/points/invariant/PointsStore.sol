// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";

/// @notice What the ledger would know, kept beside the contracts by the handler.
contract PointsStore {
    struct Release {
        CommunityPoints points;
        uint256 id;
        address to;
        uint256 amount;
        uint256 validUntil;
        uint256 key;
        bool takenBack;
        uint256 timesMinted;
    }

    CommunityPoints[] public tokens;
    address[] public holders;
    Release[] private _releases;

    mapping(CommunityPoints points => uint256) public released;
    mapping(CommunityPoints points => uint256) public minted;
    mapping(CommunityPoints points => uint256) public burned;
    mapping(bytes32 action => uint256) public calls;
    uint256 public attempts;

    function addToken(CommunityPoints points) external {
        tokens.push(points);
    }

    function addHolder(address holder) external {
        holders.push(holder);
    }

    function countAttempt() external {
        ++attempts;
    }

    function count(bytes32 action) external {
        ++calls[action];
    }

    function release(CommunityPoints points, address to, uint256 amount, uint256 validUntil, uint256 key)
        external
        returns (uint256 index)
    {
        index = _releases.length;
        // Sequential for most, scattered for some: both ways of numbering are used side by side.
        uint256 id = index % 5 == 4 ? uint256(keccak256(abi.encode(index))) : index;
        _releases.push(Release(points, id, to, amount, validUntil, key, false, 0));
        released[points] += amount;
    }

    function renew(uint256 index, uint256 validUntil, uint256 key) external {
        _releases[index].validUntil = validUntil;
        _releases[index].key = key;
    }

    function takeBack(uint256 index) external {
        Release storage taken = _releases[index];
        taken.takenBack = true;
        released[taken.points] -= taken.amount;
    }

    function addMint(uint256 index) external {
        Release storage used = _releases[index];
        ++used.timesMinted;
        minted[used.points] += used.amount;
    }

    function addBurn(CommunityPoints points, uint256 amount) external {
        burned[points] += amount;
    }

    function releaseAt(uint256 index) external view returns (Release memory) {
        return _releases[index];
    }

    function releaseCount() external view returns (uint256) {
        return _releases.length;
    }

    function tokenCount() external view returns (uint256) {
        return tokens.length;
    }

    function holderCount() external view returns (uint256) {
        return holders.length;
    }
}
