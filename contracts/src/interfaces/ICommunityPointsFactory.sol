// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @title ICommunityPointsFactory
/// @notice Makes the points of communities: one ERC-20 per community, see {ICommunityPoints}. Keeps which address is whose,
/// how many points of each may exist on the chain, and the platform's keys.
///
/// Points are a clone of {implementation} with community, name and symbol in their code, at an address that follows from
/// these three and this factory (CREATE2). There is no initialiser, so there is none to call twice or first; only this
/// contract can deploy to such an address, and only the issuer can make it. Anybody may deploy the same bytes elsewhere:
/// such a token is not registered here, and mints nothing.
///
/// Caps and amounts are whole points.
interface ICommunityPointsFactory {
    /// @notice The first holder of each role. They should be different addresses: each is a key kept elsewhere.
    /// @param admin Rotates the other roles; hands itself over in two steps (`transferOwnership`, `acceptOwnership`).
    /// @param issuer Creates the points of communities and sets their caps.
    /// @param voucherSigner The ledger's key: signs what may be minted. A contract signs by ERC-1271.
    struct Roles {
        address admin;
        address issuer;
        address voucherSigner;
    }

    /// @notice A community has its points.
    event PointsCreated(uint64 indexed communityId, address indexed points, uint256 cap);

    /// @notice Another number of a community's points may exist on the chain.
    event CapChanged(uint64 indexed communityId, uint256 previous, uint256 current);

    event IssuerChanged(address indexed previous, address indexed current);
    event VoucherSignerChanged(address indexed previous, address indexed current);

    /// @notice A role cannot be left empty.
    error CommunityPointsFactory_ZeroAddress();
    /// @notice The admin cannot go without a successor: a stolen key could never be rotated again.
    error CommunityPointsFactory_AdminRequired();
    error CommunityPointsFactory_NotTheIssuer(address caller, address expected);
    /// @notice Communities are numbered from one.
    error CommunityPointsFactory_ZeroCommunity();
    /// @notice The name has no byte or too many.
    error CommunityPointsFactory_NameLengthOutOfRange(uint256 length, uint256 shortest, uint256 longest);
    /// @notice The symbol has no byte or too many.
    error CommunityPointsFactory_SymbolLengthOutOfRange(uint256 length, uint256 shortest, uint256 longest);
    /// @notice The community has its points already.
    error CommunityPointsFactory_AlreadyCreated(uint64 communityId, address points);
    /// @notice The community has no points.
    error CommunityPointsFactory_NotCreated(uint64 communityId);

    /// @notice Makes a community's points, once. Only the issuer.
    /// @param communityId The platform's number of the community.
    /// @param name Of the token, 1 to 31 bytes of UTF-8. Part of the domain that holders sign for.
    /// @param symbol Of the token, 1 to 31 bytes of UTF-8.
    /// @param cap How many points may exist on the chain; zero until {setCap} if nothing may be minted yet.
    /// @return points Their address, as {predict} told.
    function create(uint64 communityId, string calldata name, string calldata symbol, uint96 cap)
        external
        returns (address points);

    /// @notice Changes how many of a community's points may exist on the chain. Only the issuer.
    /// @dev A cap below what exists takes nothing from anybody and cannot be raced: it stops minting until enough is burned
    /// or the cap is raised. Zero closes a community's minting.
    function setCap(uint64 communityId, uint96 cap) external;

    /// @notice Rotates the issuer. Only the admin.
    function setIssuer(address account) external;

    /// @notice Rotates the voucher signer. Only the admin. Vouchers that the former one signed, and that were not minted,
    /// are void in every community.
    function setVoucherSigner(address account) external;

    /// @notice Where a community's points are, or would be made with this name and symbol.
    /// @dev Fails as {create} does for a name or symbol that it would refuse.
    function predict(uint64 communityId, string calldata name, string calldata symbol)
        external
        view
        returns (address points);

    /// @notice A community's points; zero if it has none.
    function pointsOf(uint64 communityId) external view returns (address points);

    /// @notice How many of a community's points may exist on the chain.
    function capOf(uint64 communityId) external view returns (uint256 cap);

    /// @notice What minting a community's points depends on, in one reading.
    /// @return points As {pointsOf}.
    /// @return cap As {capOf}.
    /// @return signer As {voucherSigner}.
    function mintTermsOf(uint64 communityId) external view returns (address points, uint256 cap, address signer);

    /// @notice The code that all points share. No points itself: it is not registered and mints nothing.
    function implementation() external view returns (address);

    function issuer() external view returns (address);
    function voucherSigner() external view returns (address);
}
