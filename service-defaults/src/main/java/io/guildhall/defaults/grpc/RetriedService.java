package io.guildhall.defaults.grpc;

import io.grpc.ServiceDescriptor;

/**
 * Declares, as a bean, a service that this one calls: its methods that are marked with an
 * {@code idempotency_level} in their .proto are tried again when the called service is unavailable; all
 * others are never sent twice.
 *
 * @param channel name of the client channel, which is the name of the called service
 * @param service the generated descriptor
 */
public record RetriedService(String channel, ServiceDescriptor service) {}
