// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

/// @notice The openings of one task, to which signatures are bound: no two have the same block, whatever ends or reopens the
/// task in between.
contract OpeningMachine {
    bool private _alive;
    uint256 private _block = 1;
    uint256 private _openedIn;
    uint256 private _lastOpening;

    function mine(uint32 blocks) external {
        require(_block < 2 ** 64, "end of the model");
        _block += blocks;
    }

    function fund() external {
        require(!_alive, "status");
        _open();
    }

    function lapseOrAbandon() external {
        require(_alive && _block != _openedIn, "guard");
        _open();
    }

    function end() external {
        require(_alive && _block != _openedIn, "guard");
        _alive = false;
        _openedIn = 0;
    }

    function _open() private {
        assert(_block > _lastOpening);
        _lastOpening = _block;
        _openedIn = _block;
        _alive = true;
    }
}
