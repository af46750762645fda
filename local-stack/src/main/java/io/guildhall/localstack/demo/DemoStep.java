package io.guildhall.localstack.demo;

import org.jspecify.annotations.Nullable;

/**
 * One thing that somebody does with a demo task.
 *
 * @param who does it; empty where it is the publisher or an admin
 * @param text what they say; empty where they say nothing
 * @param share basis points for the worker; 0 where nothing is shared
 * @param leadsTo the status afterwards; null where the task stays in its own
 */
record DemoStep(Kind kind, String who, String text, int share, @Nullable String leadsTo) {
    /** What is done. */
    enum Kind {
        APPLY,
        ACCEPT,
        REFUSE,
        FUND,
        ASK,
        CHOOSE,
        CLAIM,
        SUBMIT,
        REVISE,
        APPROVE,
        SETTLE,
        CANCEL,
        DISPUTE,
        STATE,
        RULE,
        APPEAL,
        RULE_AGAIN
    }

    /** A publisher whom nobody knows applies, and waits. */
    static DemoStep apply() {
        return new DemoStep(Kind.APPLY, "", "", 0, "IN_REVIEW");
    }

    /** A verified publisher applies, and need not wait. */
    static DemoStep applyTrusted() {
        return new DemoStep(Kind.APPLY, "", "", 0, "AWAITING_FUNDS");
    }

    static DemoStep accept() {
        return new DemoStep(Kind.ACCEPT, "", "", 0, "AWAITING_FUNDS");
    }

    static DemoStep refuse(String reason) {
        return new DemoStep(Kind.REFUSE, "", reason, 0, "DRAFT");
    }

    static DemoStep fund() {
        return new DemoStep(Kind.FUND, "", "", 0, "OPEN");
    }

    static DemoStep ask(String who, String message) {
        return new DemoStep(Kind.ASK, who, message, 0, null);
    }

    static DemoStep choose(String who) {
        return new DemoStep(Kind.CHOOSE, who, "", 0, null);
    }

    static DemoStep claim(String who) {
        return new DemoStep(Kind.CLAIM, who, "", 0, "CLAIMED");
    }

    static DemoStep submit(String who, String text) {
        return new DemoStep(Kind.SUBMIT, who, text, 0, "SUBMITTED");
    }

    static DemoStep revise(String reason) {
        return new DemoStep(Kind.REVISE, "", reason, 0, "REVISION_ASKED");
    }

    static DemoStep approve() {
        return new DemoStep(Kind.APPROVE, "", "", 0, "COMPLETED");
    }

    /** The worker offers, the publisher agrees. */
    static DemoStep settle(String who, int share) {
        return new DemoStep(Kind.SETTLE, who, "", share, "SETTLED");
    }

    static DemoStep cancel() {
        return new DemoStep(Kind.CANCEL, "", "", 0, "CANCELLED");
    }

    static DemoStep dispute(String who, String reason) {
        return new DemoStep(Kind.DISPUTE, who, reason, 0, "DISPUTED");
    }

    static DemoStep state(String who, String text) {
        return new DemoStep(Kind.STATE, who, text, 0, null);
    }

    static DemoStep rule(int share, String reason) {
        return new DemoStep(Kind.RULE, "", reason, share, "RULED");
    }

    static DemoStep appeal(String who, String reason) {
        return new DemoStep(Kind.APPEAL, who, reason, 0, "APPEALED");
    }

    /** By somebody else than who ruled first. */
    static DemoStep ruleAgain(int share, String reason) {
        return new DemoStep(Kind.RULE_AGAIN, "", reason, share, "RESOLVED");
    }
}
