// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import {Math} from "@openzeppelin/contracts/utils/math/Math.sol";
import {SafeTransferLib} from "solady/utils/SafeTransferLib.sol";

import {EscrowRoles} from "./EscrowRoles.sol";
import {ITaskEscrow} from "./interfaces/ITaskEscrow.sol";

/// @title EscrowPayments
/// @notice How money comes into the escrow and leaves it: takes are measured, payments cannot be blocked by who receives.
abstract contract EscrowPayments is ITaskEscrow, EscrowRoles, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @dev Gas a receiver of ETH may use: enough for contract wallets, too little to make a payment expensive.
    uint256 internal constant PAYMENT_GAS = 100_000;
    /// @dev Gas that must be there when a payment fails, so that a caller cannot starve it on purpose: `PAYMENT_GAS` after
    /// the 63/64 rule, the cost of a call with value to an empty account, and the credit's writing.
    uint256 internal constant MIN_GAS_TO_CREDIT = 200_000;

    mapping(address token => uint256) private _fees;
    mapping(address account => mapping(address token => uint256)) private _credits;

    /// @inheritdoc ITaskEscrow
    function withdrawCredit(address token, address recipient) external override {
        uint256 amount = _credits[msg.sender][token];
        if (amount == 0) revert TaskEscrow_NothingToWithdraw(msg.sender, token);
        delete _credits[msg.sender][token];
        emit CreditWithdrawn(msg.sender, token, recipient, amount);
        _push(token, recipient, amount);
    }

    /// @inheritdoc ITaskEscrow
    function collectFees(address token) external override {
        uint256 amount = _fees[token];
        address recipient = treasury();
        if (amount == 0) revert TaskEscrow_NothingToWithdraw(recipient, token);
        delete _fees[token];
        emit FeesCollected(token, recipient, amount);
        _push(token, recipient, amount);
    }

    /// @inheritdoc ITaskEscrow
    function creditOf(address account, address token) external view override returns (uint256 amount) {
        return _credits[account][token];
    }

    /// @inheritdoc ITaskEscrow
    function feesOf(address token) external view override returns (uint256 amount) {
        return _fees[token];
    }

    /// @dev Books the platform's fee for {collectFees}.
    function _earn(address token, uint256 fee) internal {
        if (fee != 0) _fees[token] += fee;
    }

    /// @dev Sends, or credits what is refused, so that no receiver and no token can block an exit.
    function _pay(address token, address recipient, uint256 amount) internal {
        if (amount == 0) return;
        uint256 available = gasleft();
        if (_send(token, recipient, amount, PAYMENT_GAS)) return;
        if (available < MIN_GAS_TO_CREDIT) revert TaskEscrow_InsufficientGas(available, MIN_GAS_TO_CREDIT);
        _credits[recipient][token] += amount;
        emit Credited(recipient, token, amount);
    }

    /// @dev Sends what its owner asked for, or fails.
    function _push(address token, address recipient, uint256 amount) private {
        if (!_send(token, recipient, amount, gasleft())) revert TaskEscrow_PaymentRefused(recipient, token, amount);
    }

    /// @dev Copies nothing of what the receiver returns: a long answer cannot cost the caller.
    function _send(address token, address recipient, uint256 amount, uint256 gasLimit) private returns (bool sent) {
        return token == address(0)
            ? SafeTransferLib.trySafeTransferETH(recipient, amount, gasLimit)
            : IERC20(token).trySafeTransfer(recipient, amount);
    }

    /// @dev Takes exactly `amount` from the sender. The guard keeps two nested takes from counting the same units twice.
    function _pull(address token, uint256 amount) internal nonReentrant {
        if (token.code.length == 0) revert TaskEscrow_NotAToken(token);
        uint256 before = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = Math.saturatingSub(IERC20(token).balanceOf(address(this)), before);
        if (received != amount) revert TaskEscrow_WrongAmountReceived(token, received, amount);
    }
}
