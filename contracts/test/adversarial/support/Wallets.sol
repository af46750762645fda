// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ECDSA} from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";

/// @notice How a {Wallet} answers ERC-1271.
enum Answer {
    ByOwner,
    Yes,
    No,
    Refuses,
    BurnsGas,
    Long,
    Short,
    Nothing,
    Unclean,
    WritesFirst
}

/// @notice A contract wallet with one owner, or of bad character.
/// @dev It checks the digest as it is, without binding it to its own address, as the first contract wallets did.
contract Wallet {
    bytes4 private constant MAGIC = 0x1626ba7e;

    address public owner;
    Answer public answer;
    uint256 public writes;

    constructor(address owner_, Answer answer_) {
        owner = owner_;
        answer = answer_;
    }

    receive() external payable {}

    function setAnswer(Answer answer_) external {
        answer = answer_;
    }

    function setOwner(address owner_) external {
        owner = owner_;
    }

    function execute(address target, uint256 value, bytes calldata data) external returns (bytes memory) {
        (bool ok, bytes memory result) = target.call{value: value}(data);
        if (!ok) {
            assembly {
                revert(add(result, 0x20), mload(result))
            }
        }
        return result;
    }

    fallback(bytes calldata data) external payable returns (bytes memory) {
        if (msg.sig != MAGIC) revert("Wallet: unknown verb");
        (bytes32 digest, bytes memory signature) = abi.decode(data[4:], (bytes32, bytes));
        Answer answer_ = answer;
        if (answer_ == Answer.ByOwner) {
            (address signer,,) = ECDSA.tryRecover(digest, signature);
            return abi.encode(signer == owner && signer != address(0) ? MAGIC : bytes4(0xffffffff));
        }
        if (answer_ == Answer.No) return abi.encode(bytes4(0xffffffff));
        if (answer_ == Answer.Refuses) revert("Wallet: refused");
        if (answer_ == Answer.BurnsGas) {
            assembly {
                invalid()
            }
        }
        if (answer_ == Answer.Long) return abi.encodePacked(abi.encode(MAGIC), new bytes(500_000));
        if (answer_ == Answer.Short) return abi.encodePacked(MAGIC);
        if (answer_ == Answer.Nothing) return "";
        if (answer_ == Answer.Unclean) return abi.encode(bytes32(MAGIC) | bytes32(uint256(1)));
        if (answer_ == Answer.WritesFirst) writes += 1;
        return abi.encode(MAGIC);
    }
}
