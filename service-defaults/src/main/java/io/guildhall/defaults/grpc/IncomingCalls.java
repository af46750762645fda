package io.guildhall.defaults.grpc;

import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.StatusException;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.UserContext;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.jwt.BadJwtException;

/** Lets a call in when its caller is known and listed, and makes the user known to the code that it runs. */
final class IncomingCalls implements ServerInterceptor {
    private static final Logger log = LoggerFactory.getLogger(IncomingCalls.class);

    private final ServiceTokens tokens;
    private final Supplier<CallRules> rules;
    private final UserContext users;
    private final GrpcProblems problems;

    IncomingCalls(
            ServiceTokens tokens,
            Supplier<CallRules> rules,
            UserContext users,
            GrpcProblems problems) {
        this.tokens = tokens;
        this.rules = rules;
        this.users = users;
        this.problems = problems;
    }

    @Override
    public <Q, R> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, R> call, Metadata headers, ServerCallHandler<Q, R> next) {
        if (CallRules.isOpen(call.getMethodDescriptor())) {
            return next.startCall(call, headers);
        }
        @Nullable Authentication user;
        try {
            checkCaller(call, headers);
            user = user(headers);
        } catch (RuntimeException refused) {
            close(call, refused);
            return new ServerCall.Listener<>() {};
        }
        return new UserListener<>(
                next.startCall(call, headers), user, failure -> close(call, failure));
    }

    private void close(ServerCall<?, ?> call, RuntimeException failure) {
        StatusException status = problems.handleException(failure);
        Metadata trailers = status.getTrailers();
        try {
            call.close(status.getStatus(), trailers == null ? new Metadata() : trailers);
        } catch (IllegalStateException closed) {
            log.debug("The call was answered before it failed", closed);
        }
    }

    private void checkCaller(ServerCall<?, ?> call, Metadata headers) {
        String caller =
                Optional.ofNullable(headers.get(CallHeaders.SERVICE_TOKEN))
                        .flatMap(tokens::caller)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.UNAUTHENTICATED,
                                                GrpcProblems.CALLER_UNKNOWN,
                                                "The call carries no valid service token."));
        if (!rules.get().mayCall(caller, call.getMethodDescriptor())) {
            throw new ProblemException(
                    ProblemKind.FORBIDDEN,
                    GrpcProblems.CALLER_REFUSED,
                    caller
                            + " may not call "
                            + call.getMethodDescriptor().getFullMethodName()
                            + "; its @AllowedCallers do not list it.");
        }
    }

    private @Nullable Authentication user(Metadata headers) {
        String token = headers.get(CallHeaders.USER_TOKEN);
        if (token == null) {
            return null;
        }
        try {
            return users.verify(token);
        } catch (BadJwtException | AuthenticationException e) {
            throw new ProblemException(
                    ProblemKind.UNAUTHENTICATED,
                    "unauthenticated",
                    "The user's access token that came along is not valid.");
        }
    }

    /** gRPC may run each callback on another thread, so each of them is told who the user is. */
    private static final class UserListener<Q> extends SimpleForwardingServerCallListener<Q> {
        private final @Nullable Authentication user;
        private final Consumer<RuntimeException> fail;
        private final DeadlineGuard deadline = new DeadlineGuard();

        UserListener(
                ServerCall.Listener<Q> next,
                @Nullable Authentication user,
                Consumer<RuntimeException> fail) {
            super(next);
            this.user = user;
            this.fail = fail;
        }

        @Override
        public void onMessage(Q message) {
            asUser(() -> super.onMessage(message));
        }

        @Override
        public void onHalfClose() {
            asUser(() -> deadline.run(super::onHalfClose));
        }

        @Override
        public void onCancel() {
            asUser(super::onCancel);
        }

        @Override
        public void onComplete() {
            asUser(super::onComplete);
        }

        @Override
        public void onReady() {
            asUser(super::onReady);
        }

        private void asUser(Runnable callback) {
            SecurityContext context = new SecurityContextImpl();
            context.setAuthentication(user);
            SecurityContextHolder.setContext(context);
            try {
                callback.run();
            } catch (RuntimeException failure) {
                // Answered here, within the call's span, so that what is logged carries the trace
                // id.
                fail.accept(failure);
            } finally {
                SecurityContextHolder.clearContext();
            }
        }
    }
}
