package io.guildhall.defaults.outbox;

/** Kafka headers of an event: CloudEvents 1.0 in binary mode, and the W3C trace context. */
public final class EventHeaders {
    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String TIME = "ce_time";
    public static final String CONTENT_TYPE = "content-type";
    public static final String TRACEPARENT = "traceparent";

    static final String SPEC_VERSION_VALUE = "1.0";
    static final String CONTENT_TYPE_VALUE = "application/protobuf";

    private EventHeaders() {}
}
