package io.guildhall.user.audit;

import org.jspecify.annotations.Nullable;

/**
 * Whether the chain is whole.
 *
 * @param checked how many entries were looked at
 * @param brokenAt place of the first entry that is changed, missing or out of place; null when intact
 */
public record AuditIntegrity(boolean intact, int checked, @Nullable Long brokenAt) {}
