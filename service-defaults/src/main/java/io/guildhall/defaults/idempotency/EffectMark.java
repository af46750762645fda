package io.guildhall.defaults.idempotency;

import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;

/** Lets every transaction of an idempotent request commit together with the mark that it did. */
final class EffectMark implements TransactionExecutionListener {
    private final IdempotencyKeys keys;

    EffectMark(IdempotencyKeys keys) {
        this.keys = keys;
    }

    @Override
    public void beforeCommit(TransactionExecution transaction) {
        Claim claim = Claim.running();
        if (claim != null && !transaction.isReadOnly()) {
            keys.commit(claim);
        }
    }

    @Override
    public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
        Claim claim = Claim.running();
        if (claim != null && !transaction.isReadOnly() && failure == null) {
            claim.commit();
        }
    }
}
