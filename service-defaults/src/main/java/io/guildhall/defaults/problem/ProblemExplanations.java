package io.guildhall.defaults.problem;

import io.grpc.StatusRuntimeException;
import io.guildhall.defaults.grpc.GrpcProblems;
import java.util.Optional;
import org.springframework.dao.OptimisticLockingFailureException;

/** What a failure inside of a service means to its caller, whatever door the caller came by. */
public final class ProblemExplanations {
    private ProblemExplanations() {}

    /** The problem to tell; empty for a defect, which is not for the caller to know. */
    public static Optional<ProblemException> explain(Throwable failure) {
        return switch (failure) {
            case ProblemException problem -> Optional.of(problem);
            case StatusRuntimeException call -> GrpcProblems.from(call);
            case OptimisticLockingFailureException _ ->
                    Optional.of(
                            new ProblemException(
                                    ProblemKind.CONFLICT,
                                    "concurrent-change",
                                    "Somebody else changed it at the same time; read it again and"
                                            + " retry."));
            default ->
                    Outages.isOutage(failure)
                            ? Optional.of(
                                    new ProblemException(
                                            ProblemKind.UNAVAILABLE,
                                            "temporarily-unavailable",
                                            "Something that this needs does not answer now; try"
                                                    + " again soon."))
                            : Optional.empty();
        };
    }
}
