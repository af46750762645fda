package io.guildhall.task.chronicle;

import java.util.Optional;

/** Who signed as an account: the account of a user may be another one by now. */
public interface Signers {
    Optional<Long> find(long taskId, String account);
}
