/** Tests of repeated requests. */
@NullMarked
package io.guildhall.defaults.idempotency;

import org.jspecify.annotations.NullMarked;
