// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {Strings} from "@openzeppelin/contracts/utils/Strings.sol";

import {IEscrowRoles} from "../../src/interfaces/IEscrowRoles.sol";
import {ITaskEscrow} from "../../src/interfaces/ITaskEscrow.sol";
import {IEscrow} from "../support/EscrowTest.sol";
import {EscrowStore} from "./EscrowStore.sol";
import {Task} from "./Model.sol";

/// @notice Compares the escrow with the model: the invariants of `invariants.md` that hold after every call.
/// @dev Beside the model and not in the test: forge looks through a caller's memory after each of its calls, and reading
/// the whole model into the test's made campaigns four times slower.
contract EscrowAudit is EscrowStore {
    constructor(IEscrow escrow_, IEscrowRoles.Roles memory roles_) EscrowStore(escrow_, roles_) {}

    function audit() external view {
        _auditTokens();
        _auditAccounts();
        _auditLive();
        _auditEnded();
        _auditRoles();
    }

    /// @notice I3, also of those to whom no money should come.
    function auditCredits() external view {
        for (uint256 i = 0; i < _accounts.length; i++) {
            for (uint256 j = 0; j < _tokens.length; j++) {
                uint256 actual = escrow.creditOf(_accounts[i], _tokens[j]);
                _same("I3: credit", _accounts[i], actual, creditOf[_accounts[i]][_tokens[j]]);
            }
        }
    }

    function _auditTokens() private view {
        for (uint256 i = 0; i < _tokens.length; i++) {
            address token_ = _tokens[i];
            uint256 owed = liabilities[token_] + fees[token_] + credits[token_] + donations[token_];
            _same("I1: balance of the escrow", token_, balanceOf(token_, address(escrow)), owed);
            _same("I2: fees earned", token_, escrow.feesOf(token_), fees[token_]);
        }
    }

    /// @dev Those who never hold tokens are covered by the supply (I4).
    function _auditAccounts() private view {
        for (uint256 i = 0; i < _accounts.length; i++) {
            _same("I3: ETH", _accounts[i], _accounts[i].balance, expectedBalance[_accounts[i]][ETH]);
        }
        for (uint256 j = 0; j < _tokens.length; j++) {
            address token_ = _tokens[j];
            uint256 sum = token_ == ETH ? 0 : IERC20(token_).balanceOf(address(escrow));
            for (uint256 i = 0; i < _holders.length; i++) {
                address account = _holders[i];
                _same("I3: credit", account, escrow.creditOf(account, token_), creditOf[account][token_]);
                if (token_ == ETH) continue;
                uint256 balance = IERC20(token_).balanceOf(account);
                _same("I3: tokens", account, balance, expectedBalance[account][token_]);
                sum += balance;
            }
            if (token_ != ETH) _same("I4: known holdings", token_, sum, IERC20(token_).totalSupply());
        }
    }

    function _auditLive() private view {
        for (uint256 i = 0; i < _live.length; i++) {
            Task storage t = _tasks[_live[i]];
            ITaskEscrow.TaskState memory state = escrow.stateOf(t.key);
            _same("I7: status", t.publisher, uint256(state.status), uint256(t.status));
            _same("I7: worker", t.publisher, uint160(state.worker), uint160(t.worker));
            _same("I7: opening", t.publisher, state.openedIn, t.openedIn);
            _same("I7: clock", t.publisher, state.clock, t.clock);
            _same("I7: round", t.publisher, state.round, t.round);
            _same("I7: ruled share", t.publisher, state.ruledShare, t.ruledShare);
            _same("I5: paid in", t.publisher, t.paidIn, t.terms.reward + _feeOf(t));
            _same("I5: paid out of a live task", t.publisher, t.paidOut, 0);
            if (t.openedIn == t.formerOpening) {
                _break("I10: former opening", t.publisher, t.openedIn, t.openedIn);
            }
        }
    }

    function _auditEnded() private view {
        for (uint256 i = 0; i < _ended.length; i++) {
            Task storage t = _tasks[_ended[i]];
            ITaskEscrow.TaskState memory state = escrow.stateOf(t.key);
            uint256 rest = state.openedIn | state.clock | state.round | state.ruledShare | uint160(state.worker);
            _same("I8: status of an ended task", t.publisher, uint256(state.status), 0);
            _same("I8: rest of an ended task", t.publisher, rest, 0);
            _same("I5: paid out", t.publisher, t.paidOut, t.paidIn);
            if (t.platformPart > _feeOf(t)) _break("I6: platform's part", t.publisher, t.platformPart, _feeOf(t));
        }
    }

    function _auditRoles() private view {
        _sameAccount("I15: admin", escrow.owner(), _roles.admin);
        _sameAccount("I15: pending admin", escrow.pendingOwner(), pendingAdmin);
        _sameAccount("I15: assigner", escrow.assigner(), _roles.assigner);
        _sameAccount("I15: arbiter", escrow.arbiter(), _roles.arbiter);
        _sameAccount("I15: guardian", escrow.guardian(), _roles.guardian);
        _sameAccount("I15: treasury", escrow.treasury(), _roles.treasury);
        if (escrow.paused() != paused) _break("I14: pause", _roles.guardian, paused ? 0 : 1, paused ? 1 : 0);
    }

    function _sameAccount(bytes32 rule, address actual, address expected) private pure {
        _same(rule, expected, uint160(actual), uint160(expected));
    }

    /// @dev The rule is a word, not a string, which would fill the memory at each of two hundred comparisons.
    function _same(bytes32 rule, address whose, uint256 actual, uint256 expected) private pure {
        if (actual != expected) _break(rule, whose, actual, expected);
    }

    function _break(bytes32 rule, address whose, uint256 actual, uint256 expected) private pure {
        string memory numbers = string.concat(Strings.toString(actual), " against ", Strings.toString(expected));
        revert(string.concat(_text(rule), " of ", Strings.toHexString(whose), ": ", numbers));
    }

    function _text(bytes32 rule) private pure returns (string memory) {
        uint256 length;
        while (length < 32 && rule[length] != 0) {
            length++;
        }
        bytes memory text = new bytes(length);
        for (uint256 i = 0; i < length; i++) {
            text[i] = rule[i];
        }
        return string(text);
    }
}
