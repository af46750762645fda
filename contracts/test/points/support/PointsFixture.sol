// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {Test} from "forge-std/Test.sol";

import {ICommunityPointsFactory} from "../../../src/interfaces/ICommunityPointsFactory.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {CommunityPointsFactory} from "../../../src/points/CommunityPointsFactory.sol";

/// @notice A factory with its roles, and the messages that the ledger and the holders sign. The digests are put together here
/// from the type strings, not asked of the contract.
abstract contract PointsFixture is Test {
    struct Voucher {
        uint256 id;
        address to;
        uint256 amount;
        uint256 validUntil;
    }

    struct SignedBurn {
        address holder;
        uint256 amount;
        bytes32 depositReference;
        uint256 nonce;
        uint256 validUntil;
    }

    uint64 internal constant DRAGONS = 612_345_678_901_234_567;
    uint64 internal constant ELVES = 612_345_678_901_234_568;
    uint96 internal constant CAP = 1_000_000;
    uint256 internal constant NOW = 1_800_000_000;

    address internal immutable ADMIN = makeAddr("admin");
    address internal immutable ISSUER = makeAddr("issuer");
    address internal immutable ALICE;
    address internal immutable BOB = makeAddr("bob");
    address internal immutable CARRIER = makeAddr("carrier");
    address internal immutable LEDGER;
    uint256 internal immutable LEDGER_KEY;
    uint256 internal immutable ALICE_KEY;

    CommunityPointsFactory internal factory;
    CommunityPoints internal dragons;

    uint256 private _vouchers;

    constructor() {
        (LEDGER, LEDGER_KEY) = makeAddrAndKey("ledger");
        (ALICE, ALICE_KEY) = makeAddrAndKey("alice");
    }

    function setUp() public virtual {
        vm.warp(NOW);
        factory = newFactory();
        dragons = newPoints(DRAGONS, "Dragon Points", "DRG", CAP);
    }

    function newFactory() internal returns (CommunityPointsFactory) {
        return new CommunityPointsFactory(
            ICommunityPointsFactory.Roles({admin: ADMIN, issuer: ISSUER, voucherSigner: LEDGER})
        );
    }

    function newPoints(uint64 communityId, string memory name, string memory symbol, uint96 cap)
        internal
        returns (CommunityPoints)
    {
        vm.prank(ISSUER);
        return CommunityPoints(factory.create(communityId, name, symbol, cap));
    }

    /// @dev A voucher with a number of its own, valid for an hour.
    function newVoucher(address to, uint256 amount) internal returns (Voucher memory) {
        return Voucher({id: ++_vouchers, to: to, amount: amount, validUntil: block.timestamp + 1 hours});
    }

    function newBurn(address holder, uint256 amount) internal view returns (SignedBurn memory) {
        return SignedBurn({
            holder: holder,
            amount: amount,
            depositReference: "deposit",
            nonce: dragons.nonces(holder),
            validUntil: block.timestamp + 1 hours
        });
    }

    function give(CommunityPoints points, address to, uint256 amount) internal {
        mint(points, newVoucher(to, amount));
    }

    function mint(CommunityPoints points, Voucher memory voucher) internal {
        mintWith(points, voucher, sign(LEDGER_KEY, digestOf(points, voucher)));
    }

    function mintWith(CommunityPoints points, Voucher memory voucher, bytes memory signature) internal {
        vm.prank(CARRIER);
        points.mint(voucher.id, voucher.to, voucher.amount, voucher.validUntil, signature);
    }

    function sign(uint256 key, bytes32 digest) internal pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(key, digest);
        return abi.encodePacked(r, s, v);
    }

    function digestOf(CommunityPoints points, Voucher memory voucher) internal view returns (bytes32) {
        return digestOf(
            domainOf(points),
            keccak256(
                abi.encode(
                    keccak256("Voucher(uint256 id,address to,uint256 amount,uint256 validUntil)"),
                    voucher.id,
                    voucher.to,
                    voucher.amount,
                    voucher.validUntil
                )
            )
        );
    }

    function digestOf(CommunityPoints points, SignedBurn memory burn) internal view returns (bytes32) {
        return digestOf(
            domainOf(points),
            keccak256(
                abi.encode(
                    keccak256(
                        "Burn(address holder,uint256 amount,bytes32 depositReference,uint256 nonce,uint256 validUntil)"
                    ),
                    burn.holder,
                    burn.amount,
                    burn.depositReference,
                    burn.nonce,
                    burn.validUntil
                )
            )
        );
    }

    function permitDigest(
        CommunityPoints points,
        address owner,
        address spender,
        uint256 value,
        uint256 nonce,
        uint256 deadline
    ) internal view returns (bytes32) {
        return digestOf(
            domainOf(points),
            keccak256(
                abi.encode(
                    keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)"),
                    owner,
                    spender,
                    value,
                    nonce,
                    deadline
                )
            )
        );
    }

    function digestOf(bytes32 domain, bytes32 structHash) internal pure returns (bytes32) {
        return keccak256(abi.encodePacked(hex"1901", domain, structHash));
    }

    function domainOf(CommunityPoints points) internal view returns (bytes32) {
        return domainOf(points.name(), block.chainid, address(points));
    }

    function domainOf(string memory name, uint256 chainId, address token) internal pure returns (bytes32) {
        return keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256("1"),
                chainId,
                token
            )
        );
    }
}
