// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @title ICommunityPoints
/// @notice The points of one community on the chain: an ERC-20 with permit (ERC-2612), made by {ICommunityPointsFactory}.
///
/// Points live in the platform's ledger. A player who withdraws some gets a voucher, signed by the ledger's key, and anybody
/// may carry it here, once, to {mint} them. A player who brings some back burns them with a reference, which the ledger reads
/// from {Burned}. What exists here can thus never exceed what the ledger released, nor the community's cap.
///
/// Amounts are whole points and the token has 0 decimals: the ledger counts integers, so one unit here is one point there and
/// nothing is ever scaled or rounded between the two.
///
/// Signatures are EIP-712, of the domain with this token's name, version `1`, this chain and this token's address
/// (`DOMAIN_SEPARATOR`). Contract wallets sign vouchers and burns by ERC-1271; a permit needs a key.
///
/// There is no pause over transfers, no freezing and no seizing: the platform's keys can let points come into being and stop
/// doing so, but cannot touch points that somebody holds.
interface ICommunityPoints {
    /// @notice A voucher was used up.
    event Minted(uint256 indexed id, address indexed to, uint256 amount);

    /// @notice Points left the chain; the ledger owes the deposit.
    /// @dev A reference is the holder's word, not a secret and not unique: the ledger credits each event once, by its place in
    /// the chain, and only events of a token that the factory registered.
    event Burned(address indexed holder, bytes32 indexed depositReference, uint256 amount);

    /// @notice The factory knows other points of this community, or none: this is the implementation, or a copy.
    error CommunityPoints_NotRegistered(address points, address registered);
    /// @notice Points cannot be sent or minted to nobody or to the token itself, where they would be lost.
    error CommunityPoints_InvalidRecipient(address recipient);
    error CommunityPoints_ZeroAmount();
    /// @notice The voucher's or the signature's last second has passed.
    error CommunityPoints_SignatureExpired(uint256 validUntil, uint256 present);
    /// @notice The voucher was minted before.
    error CommunityPoints_VoucherUsed(uint256 id);
    /// @notice The community's cap leaves less room than the voucher asks for.
    error CommunityPoints_CapExceeded(uint256 amount, uint256 room);
    /// @notice The signature is not the signer's over this digest.
    error CommunityPoints_InvalidSignature(address signer, bytes32 digest);

    /// @notice Mints what a voucher says. Anybody may carry it; whole or not at all.
    /// @dev The ledger may take an unused voucher's points back once a block later than `validUntil` is final and
    /// {isVoucherUsed} is false in it: from then on the voucher can never be minted.
    /// @param id The voucher's number, unique within this token. Numbers given in sequence share storage: all but one in 256
    /// cost 17,100 gas less than scattered ones.
    /// @param to Who receives the points.
    /// @param amount How many.
    /// @param validUntil The voucher's last second, in Unix time.
    /// @param signature The voucher signer's, of `Voucher(uint256 id,address to,uint256 amount,uint256 validUntil)`.
    function mint(uint256 id, address to, uint256 amount, uint256 validUntil, bytes calldata signature) external;

    /// @notice Burns points of the sender, to have them credited in the ledger.
    /// @param depositReference What the ledger told the player to name.
    function burn(uint256 amount, bytes32 depositReference) external;

    /// @notice {burn} by signature; anybody may carry it, so that the player needs no ETH.
    /// @dev There is no burning by allowance on purpose: a spender could name a reference of their own and be credited.
    /// Uses up one of the holder's permit nonces (`nonces`).
    /// @param validUntil The signature's last second, in Unix time.
    /// @param signature The holder's, of
    /// `Burn(address holder,uint256 amount,bytes32 depositReference,uint256 nonce,uint256 validUntil)`.
    function burnSigned(
        address holder,
        uint256 amount,
        bytes32 depositReference,
        uint256 validUntil,
        bytes calldata signature
    ) external;

    /// @notice Whether a voucher has been minted.
    function isVoucherUsed(uint256 id) external view returns (bool);

    /// @notice The platform's number of the community.
    function communityId() external view returns (uint64);

    /// @notice Who made these points and keeps their cap and the voucher signer.
    function factory() external view returns (address);
}
