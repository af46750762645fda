// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

import {IEscrow} from "../support/EscrowTest.sol";
import {Role} from "./Model.sol";
import {BlockingToken} from "./support/BlockingToken.sol";
import {MoodyWallet} from "./support/MoodyWallet.sol";

/// @notice The people of a campaign, their tokens, and whether a payment would reach them.
abstract contract EscrowPeople {
    address internal constant ETH = address(0);

    IEscrow public immutable escrow;

    address[] internal _publishers;
    address[] internal _workers;
    address[] internal _accounts;
    address[] internal _holders;
    address[] internal _tokens;
    mapping(address account => bool) internal _isKnown;
    mapping(uint256 role => address[]) internal _candidates;
    /// @notice An account's key; a contract wallet's is its owner's.
    mapping(address account => uint256) public keyOf;
    mapping(address account => mapping(address token => uint256)) public expectedBalance;

    constructor(IEscrow escrow_) {
        escrow = escrow_;
    }

    function addToken(address token_) external {
        _tokens.push(token_);
    }

    function addAccount(address account, uint256 key) public {
        if (_isKnown[account]) return;
        _isKnown[account] = true;
        _accounts.push(account);
        keyOf[account] = key;
        for (uint256 i = 0; i < _tokens.length; i++) {
            expectedBalance[account][_tokens[i]] = balanceOf(_tokens[i], account);
        }
    }

    /// @notice Somebody to whom money may come.
    function addHolder(address account, uint256 key) public {
        if (!_isKnown[account]) _holders.push(account);
        addAccount(account, key);
    }

    function addPublisher(address account, uint256 key) external {
        addHolder(account, key);
        _publishers.push(account);
    }

    function addWorker(address account, uint256 key) external {
        addHolder(account, key);
        _workers.push(account);
    }

    function addCandidate(Role role, address account, uint256 key) external {
        if (role == Role.Treasury) addHolder(account, key);
        else addAccount(account, key);
        _candidates[uint256(role)].push(account);
    }

    function candidate(Role role, uint256 seed) external view returns (address) {
        return _candidates[uint256(role)][seed % _candidates[uint256(role)].length];
    }

    function publisher(uint256 seed) external view returns (address) {
        return _publishers[seed % _publishers.length];
    }

    function worker(uint256 seed) public view returns (address) {
        return _workers[seed % _workers.length];
    }

    /// @notice A worker without code.
    function keyedWorker(uint256 seed) external view returns (address account) {
        account = worker(seed);
        for (uint256 i = 1; isWallet(account); i++) {
            account = worker(seed % _workers.length + i);
        }
    }

    function token(uint256 seed) external view returns (address) {
        return _tokens[seed % _tokens.length];
    }

    function accounts() external view returns (address[] memory) {
        return _accounts;
    }

    function tokens() external view returns (address[] memory) {
        return _tokens;
    }

    function isWallet(address account) public view returns (bool) {
        return account.code.length != 0;
    }

    function balanceOf(address token_, address account) public view returns (uint256) {
        return token_ == ETH ? account.balance : IERC20(token_).balanceOf(account);
    }

    /// @notice Whether a payment to an account comes back.
    function refuses(address account, address token_) public view returns (bool) {
        if (token_ == ETH) {
            if (!isWallet(account)) return false;
            MoodyWallet.Mood mood = MoodyWallet(payable(account)).mood();
            return mood == MoodyWallet.Mood.Refuses || mood == MoodyWallet.Mood.Burns;
        }
        return isStuck(account, token_);
    }

    /// @notice Whether no token moves between an account and the escrow.
    function isStuck(address account, address token_) public view returns (bool) {
        return isBlocked(account, token_) || isBlocked(address(escrow), token_);
    }

    /// @dev The token that blocks is the last one.
    function isBlocked(address account, address token_) public view returns (bool) {
        if (token_ == ETH || token_ != _tokens[_tokens.length - 1]) return false;
        return BlockingToken(token_).blocking(account) != BlockingToken.Block.Free;
    }
}
