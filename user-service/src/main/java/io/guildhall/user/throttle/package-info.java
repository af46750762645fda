/** How often something may be tried: by account and by address, over all replicas. */
@NullMarked
package io.guildhall.user.throttle;

import org.jspecify.annotations.NullMarked;
