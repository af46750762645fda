// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice A contract wallet (ERC-1271) that stands by one signature of one digest.
contract Wallet {
    bytes32 private _digest;
    bytes32 private _signatureHash;

    receive() external payable {}

    function accept(bytes32 digest, bytes calldata signature) external {
        _digest = digest;
        _signatureHash = keccak256(signature);
    }

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        return digest == _digest && keccak256(signature) == _signatureHash ? this.isValidSignature.selector : bytes4(0);
    }
}

/// @notice Takes no ETH.
contract Refuser {
    error Refused();

    receive() external payable {
        revert Refused();
    }
}

/// @notice Uses more gas for a payment than an exit grants, and less than a pull has.
contract Glutton {
    uint256 private _spent;

    receive() external payable {
        for (uint256 i = 0; i < 200; ++i) {
            _spent = uint256(keccak256(abi.encode(_spent, i)));
        }
    }
}

/// @notice Makes one call in the middle of every payment it gets, and keeps the answer.
contract Caller {
    address private _target;
    bytes private _call;
    bool public succeeded;
    bytes public answer;

    function onPayment(address target, bytes calldata call) external {
        _target = target;
        _call = call;
    }

    receive() external payable {
        (succeeded, answer) = _target.call(_call);
    }
}
