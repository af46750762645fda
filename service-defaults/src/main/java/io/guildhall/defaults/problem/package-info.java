/** Refusals with a stable code, told to people as RFC 9457 problem details and to services as gRPC errors. */
@NullMarked
package io.guildhall.defaults.problem;

import org.jspecify.annotations.NullMarked;
