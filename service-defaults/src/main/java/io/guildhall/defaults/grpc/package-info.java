/** Calls between services: who calls whom, on whose behalf, until when, and what went wrong. */
@NullMarked
package io.guildhall.defaults.grpc;

import org.jspecify.annotations.NullMarked;
