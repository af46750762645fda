package io.guildhall.chain.sending;

import java.math.BigInteger;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A command as it stands.
 *
 * @param id orders the commands of an account
 * @param nonce taken for good, once there is one
 * @param transactionHash of the newest attempt, then of the one in a block
 * @param reason of a failure
 * @param minedBlock where it was executed
 * @param gasUsed gas that it used there
 * @param gasPrice wei that each cost
 */
public record Command(
        long id,
        String commandId,
        String kind,
        String taskKey,
        long taskId,
        String account,
        String target,
        String data,
        CommandStatus status,
        @Nullable Long nonce,
        @Nullable Long gasLimit,
        @Nullable String transactionHash,
        @Nullable String reason,
        @Nullable Long minedBlock,
        @Nullable Long gasUsed,
        @Nullable BigInteger gasPrice,
        Instant createdAt) {}
