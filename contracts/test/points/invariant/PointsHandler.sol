// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ICommunityPoints} from "../../../src/interfaces/ICommunityPoints.sol";
import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {CommunityPointsFactory} from "../../../src/points/CommunityPointsFactory.sol";
import {PointsFixture} from "../support/PointsFixture.sol";
import {Wallet} from "../support/Wallets.sol";
import {PointsStore} from "./PointsStore.sol";

/// @notice Everything that anybody can do to points, with inputs bounded so that a call does what its name says. What must be
/// refused is tried too, and the refusal is compared.
contract PointsHandler is PointsFixture {
    uint256 private constant MAX_AMOUNT = 1000;
    uint256 private constant MAX_CAP = 20_000;
    uint256 private constant LATEST = 30;

    PointsStore private immutable _STORE;

    // The voucher signer of the moment: a key, or a wallet whose owner's key it is.
    uint256 private _signerKey;
    uint256 private _rotations;
    uint256[] private _formerKeys;
    uint256[] private _holderKeys;

    constructor(CommunityPointsFactory factory_, PointsStore store) {
        factory = factory_;
        _STORE = store;
        _signerKey = LEDGER_KEY;
        for (uint256 i = 0; i < 4; ++i) {
            (address holder, uint256 key) = makeAddrAndKey(string(abi.encodePacked("holder ", bytes1(uint8(65 + i)))));
            _holderKeys.push(key);
            // The last one holds by a contract wallet.
            store.addHolder(i == 3 ? address(new Wallet(holder)) : holder);
        }
    }

    // ---------------------------------------------------------------------------------------------------------------
    // The ledger
    // ---------------------------------------------------------------------------------------------------------------

    function release(uint256 token, uint256 holder, uint256 amount, uint256 lifetime) external attempted {
        _release(token, holder, amount, lifetime);
        _STORE.count("release");
    }

    /// @dev The ledger signs the same release anew, for one that expired or whose signer is gone.
    function renew(uint256 seed, uint256 lifetime) external attempted {
        (bool found, uint256 index,) = _find(seed, _isVoid);
        if (!found) return;

        _STORE.renew(index, block.timestamp + bound(lifetime, 0, 2 days), _signerKey);
        _STORE.count("renew");
    }

    /// @dev As the interface allows the ledger to: expired and unused.
    function takeBack(uint256 seed) external attempted {
        (bool found, uint256 index,) = _find(seed, _isExpired);
        if (!found) {
            index = _release(seed, seed, seed, 0);
            vm.warp(block.timestamp + 1);
        }
        _STORE.takeBack(index);
        _STORE.count("takeBack");
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Minting
    // ---------------------------------------------------------------------------------------------------------------

    function mint(uint256 seed) external attempted {
        (uint256 index, PointsStore.Release memory release_) = _mintable(seed);
        uint256 balance = release_.points.balanceOf(release_.to);

        _mint(release_, _signature(release_.points, release_));

        _STORE.addMint(index);
        assertEq(release_.points.balanceOf(release_.to), balance + release_.amount);
        assertLe(release_.points.totalSupply(), factory.capOf(release_.points.communityId()), "above the cap");
        _STORE.count("mint");
    }

    /// @dev Any release as it was signed, in whatever state, or a fresh one; and at once again. Nothing is expected of the
    /// outcome but what the invariants say.
    function carryTwice(uint256 seed) external attempted {
        uint256 count = _STORE.releaseCount();
        bool fresh = count == 0 || seed % 2 == 0;
        // The latest ones are those that may still be minted.
        uint256 index = fresh ? _release(seed, seed >> 8, seed >> 16, seed >> 24) : count - 1 - seed % _min(count, 6);
        PointsStore.Release memory release_ = _STORE.releaseAt(index);
        bytes memory signature = _signature(release_.points, release_);
        if (fresh) _makeRoom(release_);

        for (uint256 i = 0; i < 2; ++i) {
            vm.prank(CARRIER);
            try release_.points.mint(release_.id, release_.to, release_.amount, release_.validUntil, signature) {
                _STORE.addMint(index);
                assertLe(release_.points.totalSupply(), factory.capOf(release_.points.communityId()), "above the cap");
                _STORE.count("carried");
            } catch {
                _STORE.count("carriedInVain");
            }
        }
    }

    function replay(uint256 seed) external attempted {
        (bool found,, PointsStore.Release memory release_) = _find(seed, _isUsedAndInTime);
        if (!found) return;
        _makeRoom(release_);

        _refuses(
            release_,
            _sign(_signerKey, release_.points, release_),
            abi.encodeWithSelector(ICommunityPoints.CommunityPoints_VoucherUsed.selector, release_.id)
        );
        _STORE.count("replay");
    }

    function mintExpired(uint256 seed) external attempted {
        (bool found,, PointsStore.Release memory release_) = _find(seed, _isLate);
        if (!found) return;

        _refuses(
            release_,
            _signature(release_.points, release_),
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_SignatureExpired.selector, release_.validUntil, block.timestamp
            )
        );
        _STORE.count("mintExpired");
    }

    function mintWithFormerSigner(uint256 seed) external attempted {
        if (_formerKeys.length == 0) return;
        (, PointsStore.Release memory release_) = _mintable(seed);

        _refusesSignature(release_, _sign(_formerKeys[seed % _formerKeys.length], release_.points, release_));
        _STORE.count("mintWithFormerSigner");
    }

    function mintForged(uint256 seed, uint256 key) external attempted {
        (, PointsStore.Release memory release_) = _mintable(seed);
        key = boundPrivateKey(key);
        if (key == _signerKey) return;

        _refusesSignature(release_, _sign(key, release_.points, release_));
        _STORE.count("mintForged");
    }

    function mintElsewhere(uint256 seed) external attempted {
        (, PointsStore.Release memory release_) = _mintable(seed);
        CommunityPoints own = release_.points;
        bytes memory signature = _signature(own, release_);
        release_.points = _STORE.tokens((_indexOf(own) + 1 + seed % 2) % 3);
        if (release_.points.isVoucherUsed(release_.id)) return;
        _makeRoom(release_);

        _refusesSignature(release_, signature);
        _STORE.count("mintElsewhere");
    }

    function mintMore(uint256 seed, uint256 more) external attempted {
        (, PointsStore.Release memory release_) = _mintable(seed);
        bytes memory signature = _signature(release_.points, release_);
        uint256 room = _room(release_.points);
        if (room == release_.amount) return;
        release_.amount += bound(more, 1, room - release_.amount);

        _refusesSignature(release_, signature);
        _STORE.count("mintMore");
    }

    function mintAboveTheCap(uint256 seed, uint96 cap) external attempted {
        (, PointsStore.Release memory release_) = _mintable(seed);
        uint256 supply = release_.points.totalSupply();
        uint64 communityId = release_.points.communityId();
        uint256 before = factory.capOf(communityId);
        vm.prank(ISSUER);
        factory.setCap(communityId, uint96(bound(cap, 0, supply + release_.amount - 1)));

        _refuses(
            release_,
            _signature(release_.points, release_),
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_CapExceeded.selector, release_.amount, _room(release_.points)
            )
        );
        vm.prank(ISSUER);
        factory.setCap(communityId, uint96(before));
        _STORE.count("mintAboveTheCap");
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Holding
    // ---------------------------------------------------------------------------------------------------------------

    function transfer(uint256 token, uint256 from, uint256 to, uint256 amount) external attempted {
        CommunityPoints points = _token(token);
        (bool found, uint256 sender) = _findHolder(points, from, 4);
        if (!found) return;
        address owner = _STORE.holders(sender);
        address recipient = _holder(to);
        amount = bound(amount, 1, points.balanceOf(owner));

        vm.prank(owner);
        assertTrue(points.transfer(recipient, amount));
        _STORE.count("transfer");
    }

    function transferFrom(uint256 token, uint256 from, uint256 to, uint256 amount) external attempted {
        CommunityPoints points = _token(token);
        (bool found, uint256 sender) = _findHolder(points, from, 4);
        if (!found) return;
        address owner = _STORE.holders(sender);
        address spender = _holder(to);
        amount = bound(amount, 1, points.balanceOf(owner));

        vm.prank(owner);
        points.approve(spender, amount);
        vm.prank(spender);
        assertTrue(points.transferFrom(owner, spender, amount));
        _STORE.count("transferFrom");
    }

    /// @dev The last holder is a contract, which signs no permits.
    function permit(uint256 token, uint256 from, uint256 to, uint256 amount) external attempted {
        CommunityPoints points = _token(token);
        (bool found, uint256 sender) = _findHolder(points, from, 3);
        if (!found) return;
        address owner = _STORE.holders(sender);
        address spender = _holder(to);
        amount = bound(amount, 1, points.balanceOf(owner));
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(
            _holderKeys[sender], permitDigest(points, owner, spender, amount, points.nonces(owner), block.timestamp)
        );

        points.permit(owner, spender, amount, block.timestamp, v, r, s);
        vm.prank(spender);
        assertTrue(points.transferFrom(owner, spender, amount));
        _STORE.count("permit");
    }

    function burn(uint256 token, uint256 from, uint256 amount) external attempted {
        CommunityPoints points = _token(token);
        (bool found, uint256 sender) = _findHolder(points, from, 4);
        if (!found) return;
        address holder = _STORE.holders(sender);
        amount = bound(amount, 1, points.balanceOf(holder));

        vm.prank(holder);
        points.burn(amount, "deposit");
        _STORE.addBurn(points, amount);
        _STORE.count("burn");
    }

    function burnSigned(uint256 token, uint256 from, uint256 amount) external attempted {
        CommunityPoints points = _token(token);
        (bool found, uint256 sender) = _findHolder(points, from, 4);
        if (!found) return;
        address holder = _STORE.holders(sender);
        SignedBurn memory burn_ = SignedBurn({
            holder: holder,
            amount: bound(amount, 1, points.balanceOf(holder)),
            depositReference: "deposit",
            nonce: points.nonces(holder),
            validUntil: block.timestamp
        });

        points.burnSigned(
            holder,
            burn_.amount,
            burn_.depositReference,
            burn_.validUntil,
            sign(_holderKeys[sender], digestOf(points, burn_))
        );
        _STORE.addBurn(points, burn_.amount);
        _STORE.count("burnSigned");
    }

    // ---------------------------------------------------------------------------------------------------------------
    // The platform, and time
    // ---------------------------------------------------------------------------------------------------------------

    function raiseCap(uint256 token, uint96 more) external attempted {
        uint64 communityId = _token(token).communityId();
        uint256 cap = factory.capOf(communityId);
        if (cap >= MAX_CAP) return;

        vm.prank(ISSUER);
        factory.setCap(communityId, uint96(bound(more, cap + 1, MAX_CAP)));
        _STORE.count("raiseCap");
    }

    /// @dev From just below what exists down to nothing.
    function lowerCap(uint256 token, uint96 less) external attempted {
        CommunityPoints points = _token(token);
        uint64 communityId = points.communityId();
        uint256 supply = points.totalSupply();
        if (supply == 0) return;

        vm.prank(ISSUER);
        factory.setCap(communityId, uint96(bound(less, 0, supply - 1)));
        assertEq(points.totalSupply(), supply);
        _STORE.count("lowerCapBelowSupply");
    }

    /// @dev The outcome is left to the invariants.
    function createAgain(uint256 token, bool sameName) external attempted {
        uint64 communityId = _token(token).communityId();

        vm.prank(ISSUER);
        try factory.create(communityId, sameName ? "Elf Points" : "Other Points", "ELF", CAP) {} catch {}
        _STORE.count("createAgain");
    }

    function rotateSigner(uint256 key) external attempted {
        key = boundPrivateKey(key);
        if (key == _signerKey) return;
        _formerKeys.push(_signerKey);
        _signerKey = key;
        // A key that returns is not a former one.
        for (uint256 i = _formerKeys.length; i > 0; --i) {
            if (_formerKeys[i - 1] == key) {
                _formerKeys[i - 1] = _formerKeys[_formerKeys.length - 1];
                _formerKeys.pop();
            }
        }

        bool asWallet = ++_rotations % 2 == 0;
        address signer = asWallet ? address(new Wallet(vm.addr(key))) : vm.addr(key);
        vm.prank(ADMIN);
        factory.setVoucherSigner(signer);
        _STORE.count(asWallet ? bytes32("rotateToWallet") : bytes32("rotateToKey"));
    }

    function pass(uint256 time) external attempted {
        vm.warp(block.timestamp + bound(time, 1, 1 days));
        _STORE.count("pass");
    }

    // ---------------------------------------------------------------------------------------------------------------
    // Finding and signing
    // ---------------------------------------------------------------------------------------------------------------

    modifier attempted() {
        _STORE.countAttempt();
        _;
    }

    function _release(uint256 token, uint256 holder, uint256 amount, uint256 lifetime) private returns (uint256 index) {
        return _STORE.release(
            _token(token),
            _holder(holder),
            bound(amount, 1, MAX_AMOUNT),
            block.timestamp + bound(lifetime, 0, 2 days),
            _signerKey
        );
    }

    /// @dev A release that mints if it is carried now; the cap is raised and a release made where there is none.
    function _mintable(uint256 seed) private returns (uint256 index, PointsStore.Release memory release_) {
        bool found;
        (found, index, release_) = _find(seed, _isGood);
        if (!found) {
            index = _release(seed, seed >> 8, seed >> 16, seed >> 24);
            release_ = _STORE.releaseAt(index);
        }
        _makeRoom(release_);
    }

    function _makeRoom(PointsStore.Release memory release_) private {
        if (_room(release_.points) >= release_.amount) return;
        uint64 communityId = release_.points.communityId();
        uint96 cap = uint96(release_.points.totalSupply() + release_.amount);
        vm.prank(ISSUER);
        factory.setCap(communityId, cap);
    }

    function _find(uint256 seed, function(PointsStore.Release memory) view returns (bool) wanted)
        private
        view
        returns (bool found, uint256 index, PointsStore.Release memory release_)
    {
        // The latest ones are enough, and keep long runs quick.
        uint256 count = _STORE.releaseCount();
        uint256 among = _min(count, LATEST);
        for (uint256 i = 0; i < among; ++i) {
            index = count - among + (seed % among + i) % among;
            release_ = _STORE.releaseAt(index);
            if (wanted(release_)) return (true, index, release_);
        }
    }

    /// @dev Somebody with points, among the first holders.
    function _findHolder(CommunityPoints points, uint256 seed, uint256 among)
        private
        view
        returns (bool found, uint256 index)
    {
        for (uint256 i = 0; i < among; ++i) {
            index = (seed % among + i) % among;
            if (points.balanceOf(_STORE.holders(index)) != 0) return (true, index);
        }
    }

    function _isGood(PointsStore.Release memory release_) private view returns (bool) {
        return release_.timesMinted == 0 && !release_.takenBack && release_.key == _signerKey
            && block.timestamp <= release_.validUntil;
    }

    function _isExpired(PointsStore.Release memory release_) private view returns (bool) {
        return release_.timesMinted == 0 && !release_.takenBack && block.timestamp > release_.validUntil;
    }

    /// @dev Also those that the ledger took back.
    function _isLate(PointsStore.Release memory release_) private view returns (bool) {
        return release_.timesMinted == 0 && block.timestamp > release_.validUntil;
    }

    function _isVoid(PointsStore.Release memory release_) private view returns (bool) {
        return release_.timesMinted == 0 && !release_.takenBack
            && (block.timestamp > release_.validUntil || release_.key != _signerKey);
    }

    function _isUsedAndInTime(PointsStore.Release memory release_) private view returns (bool) {
        return release_.timesMinted != 0 && block.timestamp <= release_.validUntil;
    }

    function _room(CommunityPoints points) private view returns (uint256) {
        uint256 cap = factory.capOf(points.communityId());
        uint256 supply = points.totalSupply();
        return cap > supply ? cap - supply : 0;
    }

    function _signature(CommunityPoints points, PointsStore.Release memory release_)
        private
        view
        returns (bytes memory)
    {
        return _sign(release_.key, points, release_);
    }

    function _sign(uint256 key, CommunityPoints points, PointsStore.Release memory release_)
        private
        view
        returns (bytes memory)
    {
        return sign(key, _digest(points, release_));
    }

    function _digest(CommunityPoints points, PointsStore.Release memory release_) private view returns (bytes32) {
        return digestOf(points, Voucher(release_.id, release_.to, release_.amount, release_.validUntil));
    }

    function _refusesSignature(PointsStore.Release memory release_, bytes memory signature) private {
        _refuses(
            release_,
            signature,
            abi.encodeWithSelector(
                ICommunityPoints.CommunityPoints_InvalidSignature.selector,
                factory.voucherSigner(),
                _digest(release_.points, release_)
            )
        );
    }

    function _refuses(PointsStore.Release memory release_, bytes memory signature, bytes memory refusal) private {
        vm.expectRevert(refusal);
        _mint(release_, signature);
    }

    function _mint(PointsStore.Release memory release_, bytes memory signature) private {
        vm.prank(CARRIER);
        release_.points.mint(release_.id, release_.to, release_.amount, release_.validUntil, signature);
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }

    function _token(uint256 seed) private view returns (CommunityPoints) {
        return _STORE.tokens(seed % _STORE.tokenCount());
    }

    function _indexOf(CommunityPoints points) private view returns (uint256 index) {
        while (_STORE.tokens(index) != points) ++index;
    }

    function _holder(uint256 seed) private view returns (address) {
        return _STORE.holders(seed % _STORE.holderCount());
    }
}
