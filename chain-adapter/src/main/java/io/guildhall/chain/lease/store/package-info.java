/** Leases as named locks of MySQL. */
@NullMarked
package io.guildhall.chain.lease.store;

import org.jspecify.annotations.NullMarked;
