/** Counts that replicas share in Redis. */
@NullMarked
package io.guildhall.user.throttle.cache;

import org.jspecify.annotations.NullMarked;
