package io.guildhall.chain.sending;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.web3j.crypto.Hash;
import org.web3j.utils.Numeric;

/**
 * Something to be done on the chain.
 *
 * @param commandId given by who asks; the same id is the same command
 * @param kind for the metrics, such as {@code claim}
 * @param taskKey the task it is about
 * @param taskId its number
 * @param account who sends it
 * @param target the contract
 * @param data the call
 */
public record NewCommand(
        String commandId,
        String kind,
        String taskKey,
        long taskId,
        String account,
        String target,
        String data) {
    /** The key of a command that is about no task; nobody is told what becomes of it. */
    public static final String NO_TASK = "0x" + "0".repeat(64);

    private static final Pattern ID = Pattern.compile("[\\x21-\\x7e]{1,100}");

    public NewCommand {
        if (!ID.matcher(commandId).matches()) {
            throw new ProblemException(
                    ProblemKind.INVALID,
                    "command-id-malformed",
                    "command_id is '"
                            + commandId
                            + "', expected 1 to 100 visible ASCII characters");
        }
    }

    String fingerprint() {
        String all = String.join("|", kind, account, target, data);
        return Numeric.toHexString(Hash.sha3(all.getBytes(StandardCharsets.UTF_8)));
    }
}
