package io.guildhall.chain.contract;

/**
 * What somebody signs about a task. Fields that the kind does not have mean nothing.
 *
 * @param openedIn the block in which the task last became open
 * @param round how many revisions have been asked for
 * @param digest evidence of a submission; reason of a revision, dispute or appeal
 * @param share basis points
 * @param validUntil last second, Unix time
 */
public record Consent(
        ConsentKind kind,
        String taskKey,
        long openedIn,
        String worker,
        long round,
        String digest,
        int share,
        long validUntil) {
    public Consent {
        taskKey = Words.require("task_key", taskKey);
        worker = Addresses.require("worker", worker);
        if (kind.fields().contains(ConsentKind.Field.DIGEST)) {
            digest = Words.require("digest", digest);
        }
        if (openedIn < 0 || round < 0 || share < 0 || validUntil < 0) {
            throw EscrowRefusals.invalid(
                    "consent-malformed", "a number of the consent is negative");
        }
    }
}
