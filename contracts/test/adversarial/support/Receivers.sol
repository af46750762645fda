// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../../src/interfaces/ITaskEscrow.sol";

/// @notice Refuses whatever it is sent or asked.
contract Refuser {
    fallback() external payable {
        revert("Refuser");
    }
}

/// @notice Burns all the gas it is given.
contract GasBurner {
    fallback() external payable {
        assembly {
            invalid()
        }
    }
}

/// @notice Answers with as much data as its gas can buy: a copy of it would cost the caller.
contract ReturnBomb {
    bool private immutable _REFUSES;

    constructor(bool refuses) {
        _REFUSES = refuses;
    }

    fallback() external payable {
        bool refuses = _REFUSES;
        assembly {
            // Memory costs words * 3 + words^2 / 512: 5,800 words for 83,000 gas.
            if refuses { revert(0, 185600) }
            return(0, 185600)
        }
    }
}

/// @notice A contract wallet that keeps books when it is paid: 22,000 gas, ten times what `send` would leave it.
contract BookkeepingWallet {
    uint256 public payments;

    receive() external payable {
        payments += 1;
    }
}

/// @notice Needs nearly all the gas that a receiver may use: four new words of storage.
contract HungryWallet {
    mapping(uint256 => uint256) private _books;

    receive() external payable {
        for (uint256 i = 0; i < 4; ++i) {
            _books[i] = msg.value;
        }
    }
}

/// @notice A publisher's contract that knows two verbs only, and keeps more books than the payment gas allows.
contract FixedPublisher {
    ITaskEscrow private immutable _ESCROW;
    mapping(uint256 => uint256) private _books;

    constructor(ITaskEscrow escrow) {
        _ESCROW = escrow;
    }

    function fund(ITaskEscrow.Terms calldata terms) external payable {
        _ESCROW.fund{value: msg.value}(terms);
    }

    function cancel(ITaskEscrow.Terms calldata terms) external {
        _ESCROW.cancel(terms);
    }

    receive() external payable {
        for (uint256 i = 0; i < 5; ++i) {
            _books[i] = msg.value;
        }
    }
}

/// @notice Refuses early, and cheaply, when it is given less gas than it likes: leaves the caller enough for a credit.
contract PickyWallet {
    uint256 private immutable _LEAST;

    constructor(uint256 least) {
        _LEAST = least;
    }

    fallback() external payable {
        require(gasleft() >= _LEAST, "PickyWallet: too little gas");
    }
}

/// @notice Once paid, or asked by a token, calls back one time with what its payload's code holds.
/// @dev All it needs is in code, so that it can be etched onto anybody's account.
contract Reenterer {
    uint256 internal constant ATTEMPTED = 1;

    address private immutable _TARGET;
    address private immutable _PAYLOAD;
    uint256 private immutable _VALUE;

    /// @dev Lowest bit: there was an attempt. Next bit: it was accepted. From bit 32: the problem's selector.
    uint256 public outcome;

    constructor(address target, address payload, uint256 value) {
        _TARGET = target;
        _PAYLOAD = payload;
        _VALUE = value;
    }

    fallback() external payable {
        if (outcome != 0) return;
        outcome = ATTEMPTED;
        (bool ok, bytes memory answer) = _TARGET.call{value: _VALUE}(_PAYLOAD.code);
        outcome = ok ? 3 : ATTEMPTED | (uint256(uint32(bytes4(answer))) << 32);
    }
}
