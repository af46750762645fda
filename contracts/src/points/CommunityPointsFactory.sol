// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Ownable} from "@openzeppelin/contracts/access/Ownable.sol";
import {Ownable2Step} from "@openzeppelin/contracts/access/Ownable2Step.sol";
import {LibClone} from "solady/utils/LibClone.sol";

import {ICommunityPointsFactory} from "../interfaces/ICommunityPointsFactory.sol";
import {CommunityPoints} from "./CommunityPoints.sol";

/// @title CommunityPointsFactory
/// @notice See the documentation in {ICommunityPointsFactory}. Immutable: no proxy, no upgrade.
contract CommunityPointsFactory is ICommunityPointsFactory, Ownable2Step {
    /// @dev Address and cap share a slot: creation writes one, minting reads one.
    struct Registration {
        address points;
        uint96 cap;
    }

    /// @notice How many bytes a name or a symbol may have.
    uint256 public constant MAX_TEXT_LENGTH = 31;

    /// @inheritdoc ICommunityPointsFactory
    address public immutable override implementation;

    address private _issuer;
    address private _voucherSigner;
    mapping(uint64 communityId => Registration) private _registrations;

    constructor(Roles memory roles) Ownable(roles.admin) {
        implementation = address(new CommunityPoints());
        _setIssuer(roles.issuer);
        _setVoucherSigner(roles.voucherSigner);
    }

    /// @inheritdoc ICommunityPointsFactory
    function create(uint64 communityId, string calldata name, string calldata symbol, uint96 cap)
        external
        override
        onlyIssuer
        returns (address points)
    {
        Registration storage registration = _registrations[communityId];
        address existing = registration.points;
        if (existing != address(0)) revert CommunityPointsFactory_AlreadyCreated(communityId, existing);

        // The arguments are part of the deployed code, and so of the address: the salt has nothing to add.
        points = LibClone.cloneDeterministic(implementation, _arguments(communityId, name, symbol), bytes32(0));
        _registrations[communityId] = Registration(points, cap);
        emit PointsCreated(communityId, points, cap);
    }

    /// @inheritdoc ICommunityPointsFactory
    function setCap(uint64 communityId, uint96 cap) external override onlyIssuer {
        Registration memory registration = _registrations[communityId];
        if (registration.points == address(0)) revert CommunityPointsFactory_NotCreated(communityId);

        _registrations[communityId].cap = cap;
        emit CapChanged(communityId, registration.cap, cap);
    }

    /// @inheritdoc ICommunityPointsFactory
    function setIssuer(address account) external override onlyOwner {
        _setIssuer(account);
    }

    /// @inheritdoc ICommunityPointsFactory
    function setVoucherSigner(address account) external override onlyOwner {
        _setVoucherSigner(account);
    }

    /// @notice Refused: see {ICommunityPointsFactory-CommunityPointsFactory_AdminRequired}.
    function renounceOwnership() public pure override {
        revert CommunityPointsFactory_AdminRequired();
    }

    /// @inheritdoc ICommunityPointsFactory
    function predict(uint64 communityId, string calldata name, string calldata symbol)
        external
        view
        override
        returns (address points)
    {
        return LibClone.predictDeterministicAddress(
            implementation, _arguments(communityId, name, symbol), bytes32(0), address(this)
        );
    }

    /// @inheritdoc ICommunityPointsFactory
    function pointsOf(uint64 communityId) external view override returns (address points) {
        return _registrations[communityId].points;
    }

    /// @inheritdoc ICommunityPointsFactory
    function capOf(uint64 communityId) external view override returns (uint256 cap) {
        return _registrations[communityId].cap;
    }

    /// @inheritdoc ICommunityPointsFactory
    function mintTermsOf(uint64 communityId)
        external
        view
        override
        returns (address points, uint256 cap, address signer)
    {
        Registration memory registration = _registrations[communityId];
        return (registration.points, registration.cap, _voucherSigner);
    }

    /// @inheritdoc ICommunityPointsFactory
    function issuer() external view override returns (address) {
        return _issuer;
    }

    /// @inheritdoc ICommunityPointsFactory
    function voucherSigner() external view override returns (address) {
        return _voucherSigner;
    }

    modifier onlyIssuer() {
        if (msg.sender != _issuer) revert CommunityPointsFactory_NotTheIssuer(msg.sender, _issuer);
        _;
    }

    function _setIssuer(address account) private {
        _requireAccount(account);
        address previous = _issuer;
        _issuer = account;
        emit IssuerChanged(previous, account);
    }

    function _setVoucherSigner(address account) private {
        _requireAccount(account);
        address previous = _voucherSigner;
        _voucherSigner = account;
        emit VoucherSignerChanged(previous, account);
    }

    /// @dev What {CommunityPoints} reads from the end of its own code. The length of the name comes first, so that no two
    /// pairs of name and symbol are written alike; each byte costs 200 gas, which fixed widths would waste.
    function _arguments(uint64 communityId, string calldata name, string calldata symbol)
        private
        pure
        returns (bytes memory)
    {
        if (communityId == 0) revert CommunityPointsFactory_ZeroCommunity();
        uint256 nameLength = bytes(name).length;
        if (nameLength == 0 || nameLength > MAX_TEXT_LENGTH) {
            revert CommunityPointsFactory_NameLengthOutOfRange(nameLength, 1, MAX_TEXT_LENGTH);
        }
        uint256 symbolLength = bytes(symbol).length;
        if (symbolLength == 0 || symbolLength > MAX_TEXT_LENGTH) {
            revert CommunityPointsFactory_SymbolLengthOutOfRange(symbolLength, 1, MAX_TEXT_LENGTH);
        }
        // The name's length has just been bounded by a byte.
        // forge-lint: disable-next-line(unsafe-typecast)
        return abi.encodePacked(communityId, uint8(nameLength), name, symbol);
    }

    function _requireAccount(address account) private pure {
        if (account == address(0)) revert CommunityPointsFactory_ZeroAddress();
    }
}
