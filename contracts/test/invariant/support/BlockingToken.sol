// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

/// @notice An ERC-20 with a list of blocked accounts: transfers from and to them revert, or return false.
contract BlockingToken is ERC20 {
    enum Block {
        Free,
        Reverts,
        ReturnsFalse
    }

    mapping(address account => Block) public blocking;

    error BlockingToken_Blocked();

    constructor() ERC20("Blocking Token", "BLOCK") {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }

    function setBlocking(address account, Block block_) external {
        blocking[account] = block_;
    }

    function transfer(address to, uint256 amount) public override returns (bool) {
        if (_isBlocked(msg.sender, to)) return false;
        return super.transfer(to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        if (_isBlocked(from, to)) return false;
        return super.transferFrom(from, to, amount);
    }

    function _isBlocked(address from, address to) private view returns (bool) {
        if (blocking[from] == Block.Reverts || blocking[to] == Block.Reverts) revert BlockingToken_Blocked();
        return blocking[from] == Block.ReturnsFalse || blocking[to] == Block.ReturnsFalse;
    }
}
