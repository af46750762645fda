package io.guildhall.defaults.grpc;

import io.grpc.Metadata;

/** What travels along with a call. */
final class CallHeaders {
    /** Proves which service calls. */
    static final Metadata.Key<String> SERVICE_TOKEN = key("guildhall-service-token");

    /** The access token of the user on whose behalf the call is made; absent when there is none. */
    static final Metadata.Key<String> USER_TOKEN = key("guildhall-user-token");

    private CallHeaders() {}

    private static Metadata.Key<String> key(String name) {
        return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
    }
}
