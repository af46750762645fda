// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {CommunityPoints} from "../../../src/points/CommunityPoints.sol";
import {PointsFixture} from "../support/PointsFixture.sol";
import {PointsHandler} from "./PointsHandler.sol";
import {PointsStore} from "./PointsStore.sol";

/// @notice Invariants 1 to 5 and 7 of invariants.md; 6 is the handler's.
/// @dev Deep enough for every action to be reached in each run, which {afterInvariant} asks for.
/// forge-config: default.invariant.runs = 12
/// forge-config: default.invariant.depth = 400
/// forge-config: deep.invariant.runs = 100
/// forge-config: deep.invariant.depth = 400
/// forge-config: deep.invariant.shrink-run-limit = 100
/// forge-config: deep.invariant.fail-on-revert = true
/// forge-config: default.invariant.shrink-run-limit = 100
/// forge-config: default.invariant.fail-on-revert = true
contract PointsInvariants is PointsFixture {
    /// @dev Shorter are the replays of a failure, cut down by forge, and the runs of profiles with less depth; the default profile
    /// is where reach is proved.
    uint256 private constant FULL_RUN = 400;

    PointsStore private _store;
    uint64[3] private _communities = [DRAGONS, ELVES, ELVES + 1];

    function setUp() public override {
        super.setUp();
        _store = new PointsStore();
        _store.addToken(dragons);
        _store.addToken(newPoints(ELVES, "Elf Points", "ELF", 5000));
        _store.addToken(newPoints(ELVES + 1, "Elf Points", "ELF", 0));
        targetContract(address(new PointsHandler(factory, _store)));
        bytes4[] memory inherited = new bytes4[](1);
        inherited[0] = PointsFixture.setUp.selector;
        excludeSelector(FuzzSelector({addr: targetContracts()[0], selectors: inherited}));
    }

    function invariant_supplyIsWhatPeopleHold() external view {
        for (uint256 i = 0; i < _store.tokenCount(); ++i) {
            CommunityPoints points = _store.tokens(i);
            uint256 sum;
            for (uint256 j = 0; j < _store.holderCount(); ++j) {
                sum += points.balanceOf(_store.holders(j));
            }
            assertEq(points.totalSupply(), sum);
        }
    }

    function invariant_supplyIsWhatWasMintedAndNotBurned() external view {
        for (uint256 i = 0; i < _store.tokenCount(); ++i) {
            CommunityPoints points = _store.tokens(i);
            assertEq(points.totalSupply(), _store.minted(points) - _store.burned(points));
        }
    }

    function invariant_nothingIsMintedUnreleased() external view {
        for (uint256 i = 0; i < _store.tokenCount(); ++i) {
            CommunityPoints points = _store.tokens(i);
            assertLe(_store.minted(points), _store.released(points));
        }
        for (uint256 i = 0; i < _store.releaseCount(); ++i) {
            PointsStore.Release memory release = _store.releaseAt(i);
            if (release.takenBack) assertEq(release.timesMinted, 0);
        }
    }

    function invariant_vouchersAreMintedOnce() external view {
        for (uint256 i = 0; i < _store.releaseCount(); ++i) {
            PointsStore.Release memory release = _store.releaseAt(i);
            assertLe(release.timesMinted, 1);
            assertEq(release.points.isVoucherUsed(release.id), release.timesMinted == 1);
        }
    }

    function invariant_aCommunityHasOneToken() external view {
        for (uint256 i = 0; i < _communities.length; ++i) {
            assertEq(factory.pointsOf(_communities[i]), address(_store.tokens(i)));
            assertEq(_store.tokens(i).communityId(), _communities[i]);
        }
    }

    function afterInvariant() external view {
        if (_store.attempts() < FULL_RUN) return;
        bytes32[24] memory actions = [
            bytes32("release"),
            "renew",
            "takeBack",
            "mint",
            "carried",
            "carriedInVain",
            "replay",
            "mintExpired",
            "mintWithFormerSigner",
            "mintForged",
            "mintElsewhere",
            "mintMore",
            "mintAboveTheCap",
            "transfer",
            "transferFrom",
            "permit",
            "burn",
            "burnSigned",
            "createAgain",
            "raiseCap",
            "lowerCapBelowSupply",
            "rotateToWallet",
            "rotateToKey",
            "pass"
        ];
        for (uint256 i = 0; i < actions.length; ++i) {
            assertGt(_store.calls(actions[i]), 0, string(abi.encodePacked("never reached: ", actions[i])));
        }
    }
}
