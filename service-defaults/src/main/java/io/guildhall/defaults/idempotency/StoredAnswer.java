package io.guildhall.defaults.idempotency;

import com.google.protobuf.ByteString;
import org.jspecify.annotations.Nullable;

/** What a request was answered. Cookies and other headers are not kept: they belong to the moment. */
record StoredAnswer(
        int status, @Nullable String contentType, @Nullable String location, ByteString body) {}
