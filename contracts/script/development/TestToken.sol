// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ERC20} from "@openzeppelin/contracts/token/ERC20/ERC20.sol";
import {ERC20Permit} from "@openzeppelin/contracts/token/ERC20/extensions/ERC20Permit.sol";

/// @notice A well-behaved ERC-20 with permit that anybody may mint: for tests, gas measurements and development chains.
contract TestToken is ERC20, ERC20Permit {
    constructor() ERC20("Test Token", "TEST") ERC20Permit("Test Token") {}

    function mint(address account, uint256 amount) external {
        _mint(account, amount);
    }
}
