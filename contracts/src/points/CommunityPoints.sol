// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {MessageHashUtils} from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import {BitMaps} from "@openzeppelin/contracts/utils/structs/BitMaps.sol";
import {ERC20} from "solady/tokens/ERC20.sol";
import {LibClone} from "solady/utils/LibClone.sol";

import {ICommunityPoints} from "../interfaces/ICommunityPoints.sol";
import {ICommunityPointsFactory} from "../interfaces/ICommunityPointsFactory.sol";
import {Signatures} from "../libraries/Signatures.sol";

/// @title CommunityPoints
/// @notice See the documentation in {ICommunityPoints}. Runs as clones that {ICommunityPointsFactory} makes; each carries in
/// its code the community (8 bytes), the length of the name (1 byte), the name and the symbol.
contract CommunityPoints is ICommunityPoints, ERC20 {
    using BitMaps for BitMaps.BitMap;

    bytes32 private constant VOUCHER = keccak256("Voucher(uint256 id,address to,uint256 amount,uint256 validUntil)");
    bytes32 private constant BURN =
        keccak256("Burn(address holder,uint256 amount,bytes32 depositReference,uint256 nonce,uint256 validUntil)");

    // Where the arguments begin, counted from the end of the clone's own instructions.
    uint256 private constant NAME_LENGTH_AT = 8;
    uint256 private constant NAME_AT = 9;

    /// @inheritdoc ICommunityPoints
    address public immutable override factory;

    BitMaps.BitMap private _usedVouchers;

    /// @dev The factory deploys the implementation, and by that is known to every clone.
    constructor() {
        factory = msg.sender;
    }

    /// @inheritdoc ICommunityPoints
    function mint(uint256 id, address to, uint256 amount, uint256 validUntil, bytes calldata signature)
        external
        override
    {
        _requireInTime(validUntil);
        _requireRecipient(to);
        _requireAmount(amount);
        (address points, uint256 cap, address signer) = ICommunityPointsFactory(factory).mintTermsOf(communityId());
        if (points != address(this)) revert CommunityPoints_NotRegistered(address(this), points);
        uint256 supply = totalSupply();
        uint256 room = supply < cap ? cap - supply : 0;
        if (amount > room) revert CommunityPoints_CapExceeded(amount, room);
        if (_usedVouchers.get(id)) revert CommunityPoints_VoucherUsed(id);
        _requireSignature(signer, keccak256(abi.encode(VOUCHER, id, to, amount, validUntil)), signature);

        _usedVouchers.set(id);
        _mint(to, amount);
        emit Minted(id, to, amount);
    }

    /// @inheritdoc ICommunityPoints
    function burn(uint256 amount, bytes32 depositReference) external override {
        _burnFor(msg.sender, amount, depositReference);
    }

    /// @inheritdoc ICommunityPoints
    function burnSigned(
        address holder,
        uint256 amount,
        bytes32 depositReference,
        uint256 validUntil,
        bytes calldata signature
    ) external override {
        _requireInTime(validUntil);
        _requireSignature(
            holder, keccak256(abi.encode(BURN, holder, amount, depositReference, nonces(holder), validUntil)), signature
        );

        _incrementNonce(holder);
        _burnFor(holder, amount, depositReference);
    }

    /// @inheritdoc ERC20
    /// @dev Refuses recipients who could never send the points on.
    function transfer(address to, uint256 amount) public override returns (bool) {
        _requireRecipient(to);
        return super.transfer(to, amount);
    }

    /// @inheritdoc ERC20
    /// @dev Refuses recipients who could never send the points on.
    function transferFrom(address from, address to, uint256 amount) public override returns (bool) {
        _requireRecipient(to);
        return super.transferFrom(from, to, amount);
    }

    /// @inheritdoc ICommunityPoints
    function isVoucherUsed(uint256 id) external view override returns (bool) {
        return _usedVouchers.get(id);
    }

    /// @inheritdoc ICommunityPoints
    function communityId() public view override returns (uint64) {
        return uint64(bytes8(LibClone.argsOnClone(address(this), 0, NAME_LENGTH_AT)));
    }

    /// @inheritdoc ERC20
    function name() public view override returns (string memory) {
        return string(LibClone.argsOnClone(address(this), NAME_AT, _nameEnd()));
    }

    /// @inheritdoc ERC20
    function symbol() public view override returns (string memory) {
        return string(LibClone.argsOnClone(address(this), _nameEnd()));
    }

    /// @notice Zero: a unit is a whole point, as in the ledger.
    function decimals() public pure override returns (uint8) {
        return 0;
    }

    function _burnFor(address holder, uint256 amount, bytes32 depositReference) private {
        _requireAmount(amount);
        _burn(holder, amount);
        emit Burned(holder, depositReference, amount);
    }

    function _requireSignature(address signer, bytes32 structHash, bytes calldata signature) private view {
        bytes32 digest = MessageHashUtils.toTypedDataHash(DOMAIN_SEPARATOR(), structHash);
        if (!Signatures.isOf(signer, digest, signature)) revert CommunityPoints_InvalidSignature(signer, digest);
    }

    function _requireInTime(uint256 validUntil) private view {
        if (block.timestamp > validUntil) revert CommunityPoints_SignatureExpired(validUntil, block.timestamp);
    }

    function _requireRecipient(address recipient) private view {
        if (recipient == address(0) || recipient == address(this)) {
            revert CommunityPoints_InvalidRecipient(recipient);
        }
    }

    function _requireAmount(uint256 amount) private pure {
        if (amount == 0) revert CommunityPoints_ZeroAmount();
    }

    function _nameEnd() private view returns (uint256) {
        return NAME_AT + uint8(bytes1(LibClone.argsOnClone(address(this), NAME_LENGTH_AT, NAME_AT)));
    }

    /// @dev No spender is trusted without the holder's word, not even Permit2, to which the base contract would otherwise give
    /// everybody's points: whoever first deploys at its address on a chain of its own decides what it does.
    function _givePermit2InfiniteAllowance() internal pure override returns (bool) {
        return false;
    }
}
