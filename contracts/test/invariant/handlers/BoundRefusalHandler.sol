// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {ITaskEscrow} from "../../../src/interfaces/ITaskEscrow.sol";
import {Policy} from "../../../src/libraries/Policy.sol";
import {EscrowActions} from "../EscrowActions.sol";
import {EscrowStore} from "../EscrowStore.sol";
import {Plan, RELAYER, Task, Verb, Wrong} from "../Model.sol";
import {Refusals} from "../Refusals.sol";
import {Tally} from "../Tally.sol";
import {SilentToken} from "../support/SilentToken.sol";

/// @notice Calls whose numbers are out of bounds, and pulls of what is not there (I12).
contract BoundRefusalHandler is Refusals {
    uint256 private constant FEE_TAKING_TOKEN = 2;

    constructor(EscrowStore store, Tally tally) EscrowActions(store, tally) {}

    /// @dev A share above the whole, or a consent that ended a second ago.
    function refuseConsent(uint256 seed) external {
        seed = _begin(seed);
        bool late = seed & 1 == 0;
        Verb verb = late ? Verb.Claim : Verb.Resolve;
        if ((seed >> 8) % 3 == 1) verb = Verb.Settle;
        if ((seed >> 8) % 3 == 2 && !late) verb = Verb.ResolveAppeal;
        (bool found, Task memory t) = _STORE.find(verb, seed >> 32, _doorOf(verb, seed));
        if (!found) return _lead(verb, seed);
        (_lateness, _surplus) = late ? (1, 0) : (0, (seed >> 16) % 100 + 1);
        Plan memory p = _plan(verb, t, seed >> 16);
        (_lateness, _surplus) = (0, 0);
        bytes4 why =
            late ? ITaskEscrow.TaskEscrow_SignatureExpired.selector : ITaskEscrow.TaskEscrow_ShareTooHigh.selector;
        _refuse(Wrong.Bound, p, why);
    }

    /// @dev Terms of which one number is a unit out of bounds.
    function refuseTerms(uint256 seed) external {
        seed = _begin(seed);
        if (_STORE.paused()) return _endPause();
        Task memory t = _newTask(_STORE.publisher(seed), seed);
        (ITaskEscrow.Terms memory terms, bytes4 why) = _spoil(t.terms, (seed >> 200) % 9);
        bytes memory data = abi.encodeCall(ITaskEscrow.fund, (terms));
        if ((seed >> 208) % 2 == 0) data = abi.encodeCall(ITaskEscrow.fundBatch, (_listOf(terms)));
        _refuse(Wrong.Bound, t.publisher, data, why);
    }

    /// @dev Another amount than the terms cost: one unit of ETH too much, a token that takes a fee, no token at all.
    function refusePayment(uint256 seed) external {
        seed = _begin(seed);
        if (_STORE.paused()) return _endPause();
        Task memory t = _newTask(_STORE.publisher(seed), seed);
        Plan memory p = _plan(Verb.Fund, t, seed);
        bytes4 why = ITaskEscrow.TaskEscrow_WrongValue.selector;
        if ((seed >> 8) % 3 == 0) {
            t.terms.token = _STORE.token(FEE_TAKING_TOKEN);
            _allow(t.publisher, t.terms);
            SilentToken(t.terms.token).setTransferFee(1);
            why = ITaskEscrow.TaskEscrow_WrongAmountReceived.selector;
        } else if ((seed >> 8) % 3 == 1) {
            t.terms.token = RELAYER;
            why = ITaskEscrow.TaskEscrow_NotAToken.selector;
        } else {
            if (t.terms.token != address(0)) _allow(t.publisher, t.terms);
            p.value++;
        }
        if ((seed >> 8) % 3 < 2) p.value = 0;
        p.data = abi.encodeCall(ITaskEscrow.fund, (t.terms));
        _refuse(Wrong.Bound, p, why);
        SilentToken(_STORE.token(FEE_TAKING_TOKEN)).setTransferFee(0);
    }

    /// @dev Nothing to pull, or a receiver that does not take it.
    function refusePull(uint256 seed) external {
        seed = _begin(seed);
        address[] memory accounts = _STORE.accounts();
        address account = accounts[(seed >> 8) % accounts.length];
        address token = _STORE.token(seed >> 16);
        bytes4 why = ITaskEscrow.TaskEscrow_NothingToWithdraw.selector;
        if (_STORE.fees(token) == 0) {
            return _refuse(Wrong.Credit, account, abi.encodeCall(ITaskEscrow.collectFees, (token)), why);
        }
        if (_STORE.creditOf(account, token) != 0) {
            if ((seed >> 24) % 3 == 0) return _refuseRecipient(account, token, seed >> 32);
            if (!_STORE.refuses(account, token)) return _act(Verb.Settle, seed);
            why = ITaskEscrow.TaskEscrow_PaymentRefused.selector;
        }
        bytes memory data = abi.encodeCall(ITaskEscrow.withdrawCredit, (token, account));
        if ((seed >> 24) % 3 == 1) data = abi.encodeCall(ITaskEscrow.pushCredit, (account, token));
        _refuse(Wrong.Credit, account, data, why);
    }

    /// @dev Nobody, or the escrow itself.
    function _refuseRecipient(address account, address token, uint256 seed) private {
        address recipient = seed & 1 == 0 ? address(0) : address(_ESCROW);
        bytes memory data = abi.encodeCall(ITaskEscrow.withdrawCredit, (token, recipient));
        _refuse(Wrong.Credit, account, data, ITaskEscrow.TaskEscrow_InvalidRecipient.selector);
    }

    function refuseEmptyBatch(uint256 seed) external {
        seed = _begin(seed);
        if (_STORE.paused()) return _act(Verb.ApproveBatch, seed);
        bytes4 why = ITaskEscrow.TaskEscrow_BatchMismatch.selector;
        bytes memory data = abi.encodeCall(ITaskEscrow.fundBatch, (new ITaskEscrow.Terms[](0)));
        _refuse(Wrong.Bound, RELAYER, data, why);
        uint256 workers = (seed >> 8) % 3;
        data = abi.encodeCall(
            ITaskEscrow.approveCompletionBatch, (new ITaskEscrow.Terms[](workers / 2), new address[](workers))
        );
        _refuse(Wrong.Bound, RELAYER, data, why);
    }

    function _spoil(ITaskEscrow.Terms memory terms, uint256 pick)
        private
        view
        returns (ITaskEscrow.Terms memory, bytes4)
    {
        uint256 word = Policy.unwrap(terms.policy);
        bytes4 why = ITaskEscrow.TaskEscrow_WindowOutOfRange.selector;
        if (pick == 0) (terms.reward, why) = (0, ITaskEscrow.TaskEscrow_ZeroReward.selector);
        else if (pick == 1) (word, why) = (word | (1 << 208), ITaskEscrow.TaskEscrow_MalformedPolicy.selector);
        else if (pick == 2) word = _with(word, 64, 24, 10 minutes - 1);
        else if (pick == 3) word = _with(word, 88, 24, 90 days + 1);
        else if (pick == 4) (word, why) = (_with(word, 24, 16, 1001), ITaskEscrow.TaskEscrow_FeeRateTooHigh.selector);
        else if (pick == 5) (word, why) = (_with(word, 8, 16, 10_001), ITaskEscrow.TaskEscrow_ShareTooHigh.selector);
        else if (pick == 6) (word, why) = (_with(word, 0, 8, 16), ITaskEscrow.TaskEscrow_TooManyRevisions.selector);
        else if (pick == 7) (word, why) = (_with(word, 112, 32, vm.getBlockTimestamp()), _tooLate());
        else (terms.appealArbiter, why) = (_toggled(terms.appealArbiter), _halfAppeal());
        terms.policy = Policy.wrap(word);
        return (terms, why);
    }

    function _toggled(address account) private pure returns (address) {
        return account == address(0) ? RELAYER : address(0);
    }

    function _tooLate() private pure returns (bytes4) {
        return ITaskEscrow.TaskEscrow_ClaimDeadlineOutOfRange.selector;
    }

    function _halfAppeal() private pure returns (bytes4) {
        return ITaskEscrow.TaskEscrow_AppealHalfSpecified.selector;
    }

    function _with(uint256 word, uint256 offset, uint256 bits, uint256 value) private pure returns (uint256) {
        uint256 mask = ((1 << bits) - 1) << offset;
        return (word & ~mask) | (value << offset);
    }
}
