// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice An ERC-20 whose transfers return nothing, with a transfer fee that can be switched on, as the oldest
/// stablecoin's can.
contract SilentToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address account => mapping(address spender => uint256)) public allowance;
    uint256 public totalSupply;
    uint256 public transferFee;

    error SilentToken_NotEnough();

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
        totalSupply += amount;
    }

    function setTransferFee(uint256 fee) external {
        transferFee = fee;
    }

    function approve(address spender, uint256 amount) external {
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address to, uint256 amount) external {
        _move(msg.sender, to, amount);
    }

    function transferFrom(address from, address to, uint256 amount) external {
        if (allowance[from][msg.sender] < amount) revert SilentToken_NotEnough();
        allowance[from][msg.sender] -= amount;
        _move(from, to, amount);
    }

    function _move(address from, address to, uint256 amount) private {
        if (balanceOf[from] < amount) revert SilentToken_NotEnough();
        balanceOf[from] -= amount;
        balanceOf[to] += amount - transferFee;
        totalSupply -= transferFee;
    }
}
