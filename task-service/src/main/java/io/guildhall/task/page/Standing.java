package io.guildhall.task.page;

import io.guildhall.task.candidate.Candidacy;

/**
 * What stands between a reader and what their roles would allow.
 *
 * @param ruledFirst whether they gave the ruling that is appealed: somebody else decides the appeal
 */
record Standing(Candidacy candidacy, boolean ruledFirst) {
    static final Standing GUEST = new Standing(Candidacy.NONE, false);
}
