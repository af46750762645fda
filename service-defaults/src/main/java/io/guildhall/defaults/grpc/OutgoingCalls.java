package io.guildhall.defaults.grpc;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.Context;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.guildhall.defaults.security.UserContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Gives each call to another service its deadline, the caller's proof and the user's token. */
final class OutgoingCalls implements ClientInterceptor {
    private final String target;
    private final ServiceTokens tokens;
    private final UserContext users;
    private final Duration deadline;

    OutgoingCalls(String target, ServiceTokens tokens, UserContext users, Duration deadline) {
        this.target = target;
        this.tokens = tokens;
        this.users = users;
        this.deadline = deadline;
    }

    @Override
    public <Q, R> ClientCall<Q, R> interceptCall(
            MethodDescriptor<Q, R> method, CallOptions options, Channel next) {
        return new SimpleForwardingClientCall<>(next.newCall(method, bounded(method, options))) {
            @Override
            public void start(Listener<R> listener, Metadata headers) {
                headers.put(CallHeaders.SERVICE_TOKEN, tokens.issueFor(target));
                users.accessToken().ifPresent(token -> headers.put(CallHeaders.USER_TOKEN, token));
                super.start(listener, headers);
            }
        };
    }

    private CallOptions bounded(MethodDescriptor<?, ?> method, CallOptions options) {
        if (options.getDeadline() != null) {
            return options;
        }
        if (method.getType() == MethodDescriptor.MethodType.UNARY) {
            return options.withDeadlineAfter(deadline.toNanos(), TimeUnit.NANOSECONDS);
        }
        // Nobody but the caller knows how long a stream may take. A running call's own limit
        // counts.
        if (Context.current().getDeadline() == null) {
            throw new IllegalStateException(
                    method.getFullMethodName() + " is called without a deadline");
        }
        return options;
    }
}
