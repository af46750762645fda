/** Traces, metrics and logs that can be followed from service to service. */
@NullMarked
package io.guildhall.defaults.telemetry;

import org.jspecify.annotations.NullMarked;
