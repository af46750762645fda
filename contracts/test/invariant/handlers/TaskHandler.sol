// SPDX-License-Identifier: UNLICENSED
pragma solidity 0.8.37;

import {EscrowActions} from "../EscrowActions.sol";
import {EscrowStore} from "../EscrowStore.sol";
import {Task, Verb} from "../Model.sol";
import {Tally} from "../Tally.sol";

/// @notice One action for each verb of a task.
contract TaskHandler is EscrowActions {
    constructor(EscrowStore store, Tally tally) EscrowActions(store, tally) {}

    function fund(uint256 seed) external {
        _act(Verb.Fund, _begin(seed));
    }

    function fundWithPermit(uint256 seed) external {
        _act(Verb.FundWithPermit, _begin(seed));
    }

    function fundBatch(uint256 seed) external {
        _act(Verb.FundBatch, _begin(seed));
    }

    /// @dev The terms of a task that has ended, word for word.
    function fundAgain(uint256 seed) external {
        _act(Verb.FundAgain, _begin(seed));
    }

    function assignTo(uint256 seed) external {
        _act(Verb.AssignTo, _begin(seed));
    }

    function assignToCompact(uint256 seed) external {
        _act(Verb.AssignToCompact, _begin(seed));
    }

    function claim(uint256 seed) external {
        _act(Verb.Claim, _begin(seed));
    }

    function submitWork(uint256 seed) external {
        _act(Verb.SubmitWork, _begin(seed));
    }

    function submitWorkCompact(uint256 seed) external {
        _act(Verb.SubmitWorkCompact, _begin(seed));
    }

    function requestRevision(uint256 seed) external {
        _act(Verb.RequestRevision, _begin(seed));
    }

    function abandon(uint256 seed) external {
        _act(Verb.Abandon, _begin(seed));
    }

    function lapse(uint256 seed) external {
        _act(Verb.Lapse, _begin(seed));
    }

    function dispute(uint256 seed) external {
        _act(Verb.Dispute, _begin(seed));
    }

    function resolve(uint256 seed) external {
        _act(Verb.Resolve, _begin(seed));
    }

    function appeal(uint256 seed) external {
        _act(Verb.Appeal, _begin(seed));
    }

    function approveCompletion(uint256 seed) external {
        _act(Verb.Approve, _begin(seed));
    }

    function approveCompletionSigned(uint256 seed) external {
        _act(Verb.ApproveSigned, _begin(seed));
    }

    function approveCompletionBatch(uint256 seed) external {
        seed = _begin(seed);
        (bool found, Task memory a) = _STORE.find(Verb.ApproveBatch, seed >> 32, _doorOf(Verb.ApproveBatch, seed));
        if (!found) return _lead(Verb.ApproveBatch, seed);
        Task[] memory live = _STORE.live();
        for (uint256 i = 0; i < live.length; i++) {
            Task memory b = live[i];
            // Another token, so that what each paid can be told apart.
            bool fits = b.publisher == a.publisher && b.terms.token != a.terms.token;
            if (fits && _STORE.verdict(Verb.ApproveBatch, b) == 0) return _approveBoth(a, b, seed);
        }
        _perform(_plan(Verb.ApproveBatch, a, seed), a);
    }

    function settle(uint256 seed) external {
        _act(Verb.Settle, _begin(seed));
    }

    function cancelMutually(uint256 seed) external {
        _act(Verb.CancelMutually, _begin(seed));
    }

    function cancel(uint256 seed) external {
        _act(Verb.Cancel, _begin(seed));
    }

    function refund(uint256 seed) external {
        _act(Verb.Refund, _begin(seed));
    }

    function release(uint256 seed) external {
        _act(Verb.Release, _begin(seed));
    }

    function executeRuling(uint256 seed) external {
        _act(Verb.ExecuteRuling, _begin(seed));
    }

    function executeDefault(uint256 seed) external {
        _act(Verb.ExecuteDefault, _begin(seed));
    }

    function resolveAppeal(uint256 seed) external {
        _act(Verb.ResolveAppeal, _begin(seed));
    }
}
