// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice An ERC-20 whose faults can be chosen.
contract OddToken {
    enum Fault {
        None,
        ReturnsNothing,
        ReturnsFalse,
        Reverts
    }

    error Refused();

    mapping(address account => uint256) public balanceOf;
    Fault private _onTake;
    Fault private _onPay;
    /// @dev Added to what a take delivers.
    int256 private _extra;
    /// @dev Taken from the receiver on a take.
    uint256 private _loss;
    address private _target;
    bytes private _call;

    function mint(address account, uint256 amount) external {
        balanceOf[account] += amount;
    }

    function setFaults(Fault onTake, Fault onPay) external {
        _onTake = onTake;
        _onPay = onPay;
    }

    function deliver(int256 extra, uint256 loss) external {
        _extra = extra;
        _loss = loss;
    }

    /// @dev A call made in the middle of every take, whose failure is the take's.
    function callBack(address target, bytes calldata call) external {
        _target = target;
        _call = call;
    }

    function transferFrom(address from, address to, uint256 amount) external {
        if (_target != address(0)) {
            (bool success, bytes memory result) = _target.call(_call);
            if (!success) {
                assembly ("memory-safe") {
                    revert(add(result, 0x20), mload(result))
                }
            }
        }
        if (_onTake == Fault.None || _onTake == Fault.ReturnsNothing) {
            balanceOf[from] -= amount;
            balanceOf[to] = uint256(int256(balanceOf[to] + amount) + _extra) - _loss;
        }
        _answer(_onTake);
    }

    function transfer(address to, uint256 amount) external {
        if (_onPay == Fault.None || _onPay == Fault.ReturnsNothing) {
            balanceOf[msg.sender] -= amount;
            balanceOf[to] += amount;
        }
        _answer(_onPay);
    }

    function _answer(Fault fault) private pure {
        if (fault == Fault.Reverts) revert Refused();
        if (fault == Fault.ReturnsNothing) return;
        assembly ("memory-safe") {
            mstore(0, iszero(fault))
            return(0, 0x20)
        }
    }
}
