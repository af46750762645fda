package io.guildhall.task.page;

import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Permission;
import io.guildhall.task.candidate.Candidacy;
import io.guildhall.task.market.ChainState;
import io.guildhall.task.market.NextStep;
import io.guildhall.task.market.Step;
import io.guildhall.task.market.Task;
import io.guildhall.task.market.TaskMode;
import io.guildhall.task.market.TaskStatus;
import io.guildhall.task.page.TaskView.Action;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a reader may do with a task now. The verbs check again; this only keeps pages from offering what fails. */
final class ActionRules {
    private ActionRules() {}

    /**
     * The actions in the order of pages.
     *
     * @param fundableUntil until when the wallet may send a funding that it was asked for
     */
    static List<Action> of(
            Task task,
            @Nullable CurrentUser reader,
            Standing standing,
            Instant fundableUntil,
            Instant now) {
        List<Action> actions = new ArrayList<>();
        if (reader == null) {
            return actions;
        }
        boolean own = reader.id() == task.publisherId();
        switch (task.status()) {
            case DRAFT -> {
                if (own && reader.may(Permission.PUBLISH_TASK)) {
                    actions.addAll(List.of(Action.EDIT, Action.APPLY));
                    if (now.isAfter(fundableUntil)) {
                        actions.add(Action.DELETE);
                    }
                }
            }
            case IN_REVIEW -> {
                if (own) {
                    actions.add(Action.WITHDRAW);
                } else if (reader.may(Permission.MANAGE_SYSTEM)) {
                    actions.add(Action.REVIEW);
                }
            }
            case AWAITING_FUNDS -> {
                if (own) {
                    actions.add(Action.FUND);
                    if (task.pending() == null) {
                        actions.add(Action.WITHDRAW);
                    }
                }
            }
            case OPEN,
                    CLAIMED,
                    SUBMITTED,
                    REVISION_ASKED,
                    DISPUTED,
                    RULED,
                    APPEALED,
                    COMPLETED,
                    SETTLED,
                    RESOLVED,
                    CANCELLED,
                    EXPIRED -> {
                ChainState chain = task.chain();
                if (chain != null && task.pending() == null) {
                    funded(actions, task, chain, reader, standing, now);
                }
            }
        }
        return actions;
    }

    private static void funded(
            List<Action> actions,
            Task task,
            ChainState chain,
            CurrentUser reader,
            Standing standing,
            Instant now) {
        boolean own = reader.id() == task.publisherId();
        boolean works = chain.workerId() != null && chain.workerId() == reader.id();
        boolean chosen = standing.candidacy() == Candidacy.CHOSEN;
        boolean chooses = task.brief().mode() == TaskMode.BY_APPLICATION;
        for (Step step : Step.values()) {
            if (!step.isPossible(task.status(), chain.clockEndsAt(), now)
                    || (step == Step.REVISION && !task.hasRevisionLeft())) {
                continue;
            }
            boolean may =
                    switch (step.party()) {
                        case PUBLISHER -> own;
                        case WORKER -> works;
                        case EITHER -> own || works;
                        case STRANGER -> !own && chosen && reader.may(Permission.CLAIM_TASK);
                        case ARBITER ->
                                !own
                                        && !works
                                        && !standing.ruledFirst()
                                        && reader.may(Permission.MANAGE_SYSTEM);
                        case ANYBODY -> step.name().equals(NextStep.of(task, now).verb());
                    };
            if (may) {
                actions.add(Action.valueOf(step.name()));
            }
        }
        if (task.status() == TaskStatus.OPEN && chooses) {
            if (own) {
                actions.add(Action.CHOICE);
            } else if (!chosen && reader.may(Permission.CLAIM_TASK)) {
                actions.add(Action.CANDIDATURE);
            }
        }
        boolean argued =
                task.status() == TaskStatus.DISPUTED || task.status() == TaskStatus.APPEALED;
        if (argued && (own || works)) {
            actions.add(Action.STATEMENT);
        }
    }
}
