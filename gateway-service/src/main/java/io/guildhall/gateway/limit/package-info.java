/** How much one address and one user may ask for, counted in Redis for all replicas together. */
@NullMarked
package io.guildhall.gateway.limit;

import org.jspecify.annotations.NullMarked;
