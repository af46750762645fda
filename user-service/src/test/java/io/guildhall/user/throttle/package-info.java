/** How often something may be tried, and at which doors. */
@NullMarked
package io.guildhall.user.throttle;

import org.jspecify.annotations.NullMarked;
