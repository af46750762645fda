// SPDX-License-Identifier: MIT
pragma solidity 0.8.37;

/// A token as USDT is, for tests: it refuses to change an allowance that is in use into another, and its functions answer
/// nothing. All of it belongs to whoever makes it.
///
/// StubbornToken.hex beside it is its creation code: solc 0.8.37, optimizer on with 200 runs, evmVersion paris,
/// metadata.bytecodeHash none, appendCBOR off.
contract StubbornToken {
    mapping(address account => uint256) public balanceOf;
    mapping(address owner => mapping(address spender => uint256)) public allowance;

    constructor() {
        balanceOf[msg.sender] = type(uint128).max;
    }

    function approve(address spender, uint256 amount) external {
        require(amount == 0 || allowance[msg.sender][spender] == 0, "in use");
        allowance[msg.sender][spender] = amount;
    }

    function transfer(address recipient, uint256 amount) external {
        _move(msg.sender, recipient, amount);
    }

    function transferFrom(address owner, address recipient, uint256 amount) external {
        allowance[owner][msg.sender] -= amount;
        _move(owner, recipient, amount);
    }

    function _move(address owner, address recipient, uint256 amount) private {
        balanceOf[owner] -= amount;
        balanceOf[recipient] += amount;
    }
}
