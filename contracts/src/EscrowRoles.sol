// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";

import {IEscrowRoles} from "./interfaces/IEscrowRoles.sol";

/// @title EscrowRoles
/// @notice See the documentation in {IEscrowRoles}.
abstract contract EscrowRoles is IEscrowRoles, Ownable2Step {
    // The assigner and the pause share a slot: a claim asks for both and pays one cold read.
    address private _assigner;
    bool private _paused;
    address private _arbiter;
    address private _guardian;
    address private _treasury;

    constructor(Roles memory roles) Ownable(roles.admin) {
        _setAssigner(roles.assigner);
        _setArbiter(roles.arbiter);
        _setGuardian(roles.guardian);
        _setTreasury(roles.treasury);
    }

    /// @inheritdoc IEscrowRoles
    function pause() external override onlyGuardian {
        if (_paused) revert EscrowRoles_Paused();
        _paused = true;
        emit Paused(msg.sender);
    }

    /// @inheritdoc IEscrowRoles
    function unpause() external override onlyGuardian {
        if (!_paused) revert EscrowRoles_NotPaused();
        _paused = false;
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IEscrowRoles
    function setAssigner(address account) external override onlyOwner {
        _setAssigner(account);
    }

    /// @inheritdoc IEscrowRoles
    function setArbiter(address account) external override onlyOwner {
        _setArbiter(account);
    }

    /// @inheritdoc IEscrowRoles
    function setGuardian(address account) external override onlyOwner {
        _setGuardian(account);
    }

    /// @inheritdoc IEscrowRoles
    function setTreasury(address account) external override onlyOwner {
        _setTreasury(account);
    }

    /// @notice Refused: without an admin no role could rotate any more.
    function renounceOwnership() public view override onlyOwner {
        revert EscrowRoles_AdminRequired();
    }

    /// @inheritdoc IEscrowRoles
    function paused() external view override returns (bool) {
        return _paused;
    }

    /// @inheritdoc IEscrowRoles
    function assigner() public view override returns (address) {
        return _assigner;
    }

    /// @inheritdoc IEscrowRoles
    function arbiter() external view override returns (address) {
        return _arbiter;
    }

    /// @inheritdoc IEscrowRoles
    function guardian() external view override returns (address) {
        return _guardian;
    }

    /// @inheritdoc IEscrowRoles
    function treasury() public view override returns (address) {
        return _treasury;
    }

    modifier whenNotPaused() {
        if (_paused) revert EscrowRoles_Paused();
        _;
    }

    modifier onlyAssigner() {
        if (msg.sender != _assigner) revert EscrowRoles_NotTheAssigner(msg.sender, _assigner);
        _;
    }

    modifier onlyArbiter() {
        if (msg.sender != _arbiter) revert EscrowRoles_NotTheArbiter(msg.sender, _arbiter);
        _;
    }

    modifier onlyGuardian() {
        if (msg.sender != _guardian) revert EscrowRoles_NotTheGuardian(msg.sender, _guardian);
        _;
    }

    function _setAssigner(address account) private {
        _requireAccount(account);
        emit AssignerChanged(_assigner, account);
        _assigner = account;
    }

    function _setArbiter(address account) private {
        _requireAccount(account);
        emit ArbiterChanged(_arbiter, account);
        _arbiter = account;
    }

    function _setGuardian(address account) private {
        _requireAccount(account);
        emit GuardianChanged(_guardian, account);
        _guardian = account;
    }

    function _setTreasury(address account) private {
        _requireAccount(account);
        emit TreasuryChanged(_treasury, account);
        _treasury = account;
    }

    function _requireAccount(address account) private pure {
        if (account == address(0)) revert EscrowRoles_ZeroAddress();
    }
}
