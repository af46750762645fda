// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC1271} from "@openzeppelin/contracts/interfaces/IERC1271.sol";
import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice A contract wallet (ERC-1271) that takes ETH, refuses it, burns all the gas it gets, or calls the payer back.
contract MoodyWallet is IERC1271 {
    enum Mood {
        Accepts,
        Refuses,
        Burns,
        CallsBack
    }

    address private immutable _OWNER;
    Mood public mood;
    address private _target;
    bytes private _payload;
    /// @dev Once is enough: calling back from within would only use up the gas of the payment.
    bool private transient _isCalling;
    /// @notice One more than how often a call back went through: not zero, so that counting costs little gas.
    uint256 public callbacks = 1;

    constructor(address owner) {
        _OWNER = owner;
    }

    receive() external payable {
        if (mood == Mood.Refuses) revert("refused");
        if (mood == Mood.Burns) {
            assembly ("memory-safe") {
                invalid()
            }
        }
        if (mood != Mood.CallsBack || _isCalling || _payload.length == 0) return;
        _isCalling = true;
        (bool done,) = _target.call(_payload);
        if (done) callbacks++;
        _isCalling = false;
    }

    function become(Mood mood_) external {
        mood = mood_;
    }

    /// @notice What to call when paid.
    function arm(address target, bytes calldata payload) external {
        _target = target;
        _payload = payload;
    }

    function isValidSignature(bytes32 hash, bytes calldata signature) external view override returns (bytes4) {
        (address signer, ECDSA.RecoverError problem,) = ECDSA.tryRecoverCalldata(hash, signature);
        bool valid = problem == ECDSA.RecoverError.NoError && signer == _OWNER;
        return valid ? IERC1271.isValidSignature.selector : bytes4(0xffffffff);
    }
}
