package io.guildhall.defaults.grpc;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import com.google.rpc.BadRequest;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import com.google.rpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.guildhall.defaults.problem.FieldProblem;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemExplanations;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.grpc.server.exception.GrpcExceptionHandler;

/**
 * Problems as gRPC errors and back: the code travels as {@code ErrorInfo.reason}, so that a refusal means the
 * same on both sides.
 */
public final class GrpcProblems implements GrpcExceptionHandler, Ordered {
    static final String CALLER_UNKNOWN = "caller-unknown";
    static final String CALLER_REFUSED = "caller-refused";
    private static final String DOMAIN = "guildhall";
    private static final String KIND = "kind";
    private static final Logger log = LoggerFactory.getLogger(GrpcProblems.class);

    GrpcProblems() {}

    /** What a failed call to another service means here; empty when it is a defect of ours or theirs. */
    public static Optional<ProblemException> from(StatusRuntimeException failure) {
        Status status = StatusProto.fromThrowable(failure);
        ErrorInfo info = status == null ? null : find(status, ErrorInfo.class);
        if (info == null || !info.getDomain().equals(DOMAIN)) {
            return switch (failure.getStatus().getCode()) {
                case UNAVAILABLE, DEADLINE_EXCEEDED, RESOURCE_EXHAUSTED, ABORTED ->
                        Optional.of(unavailable());
                default -> Optional.empty();
            };
        }
        if (info.getReason().equals(CALLER_UNKNOWN) || info.getReason().equals(CALLER_REFUSED)) {
            return Optional.empty(); // we are configured wrongly: nothing that the user did
        }
        return kind(info.getMetadataMap().get(KIND)).map(kind -> problem(kind, info, failure));
    }

    @Override
    public StatusException handleException(Throwable failure) {
        Optional<ProblemException> known = ProblemExplanations.explain(failure);
        if (known.isEmpty()) {
            log.error("A gRPC call failed", failure);
        } else if (!(failure instanceof ProblemException)) {
            log.warn("A gRPC call failed by an outage: {}", failure.toString());
        }
        return known.map(GrpcProblems::told)
                .orElseGet(
                        () ->
                                StatusProto.toStatusException(
                                        status(
                                                Code.INTERNAL,
                                                "Something went wrong here.",
                                                info("internal-error", Map.of()))));
    }

    @Override
    public int getOrder() {
        return LOWEST_PRECEDENCE;
    }

    private static StatusException told(ProblemException problem) {
        ErrorInfo.Builder info = info(problem.code(), problem.properties()).toBuilder();
        info.putMetadata(KIND, problem.kind().name());
        Status.Builder status =
                status(code(problem.kind()), String.valueOf(problem.getMessage()), info.build())
                        .toBuilder();
        if (!problem.fields().isEmpty()) {
            BadRequest.Builder request = BadRequest.newBuilder();
            for (FieldProblem field : problem.fields()) {
                request.addFieldViolationsBuilder()
                        .setField(field.field())
                        .setReason(field.code())
                        .setDescription(field.message());
            }
            status.addDetails(Any.pack(request.build()));
        }
        return StatusProto.toStatusException(status.build());
    }

    private static Status status(Code code, String message, ErrorInfo info) {
        return Status.newBuilder()
                .setCode(code.getNumber())
                .setMessage(message)
                .addDetails(Any.pack(info))
                .build();
    }

    private static ErrorInfo info(String reason, Map<String, Object> properties) {
        ErrorInfo.Builder info = ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason);
        properties.forEach((name, value) -> info.putMetadata(name, value.toString()));
        return info.build();
    }

    private static Code code(ProblemKind kind) {
        return switch (kind) {
            case INVALID, TOO_LARGE -> Code.INVALID_ARGUMENT;
            case UNAUTHENTICATED -> Code.UNAUTHENTICATED;
            case FORBIDDEN -> Code.PERMISSION_DENIED;
            case NOT_FOUND, GONE -> Code.NOT_FOUND;
            case CONFLICT -> Code.FAILED_PRECONDITION;
            case TOO_MANY_REQUESTS -> Code.RESOURCE_EXHAUSTED;
            case UNAVAILABLE -> Code.UNAVAILABLE;
        };
    }

    private static ProblemException problem(
            ProblemKind kind, ErrorInfo info, StatusRuntimeException failure) {
        String detail = failure.getStatus().getDescription();
        ProblemException problem =
                new ProblemException(kind, info.getReason(), detail == null ? "" : detail);
        info.getMetadataMap()
                .forEach(
                        (name, value) -> {
                            if (!name.equals(KIND)) {
                                problem.with(name, value);
                            }
                        });
        Status status = StatusProto.fromThrowable(failure);
        BadRequest request = status == null ? null : find(status, BadRequest.class);
        if (request != null) {
            request.getFieldViolationsList()
                    .forEach(
                            field ->
                                    problem.withField(
                                            field.getField(),
                                            field.getReason(),
                                            field.getDescription()));
        }
        problem.initCause(failure);
        return problem;
    }

    private static Optional<ProblemKind> kind(@Nullable String name) {
        return Arrays.stream(ProblemKind.values()).filter(k -> k.name().equals(name)).findFirst();
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                ProblemKind.UNAVAILABLE,
                "temporarily-unavailable",
                "Another service does not answer now; try again soon.");
    }

    private static <T extends Message> @Nullable T find(Status status, Class<T> type) {
        for (Any detail : status.getDetailsList()) {
            if (detail.is(type)) {
                try {
                    return detail.unpack(type);
                } catch (InvalidProtocolBufferException e) {
                    return null;
                }
            }
        }
        return null;
    }
}
