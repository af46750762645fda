/** Which service answers which path, and what stands between: breaker, retry, timeouts, clean headers. */
@NullMarked
package io.guildhall.gateway.route;

import org.jspecify.annotations.NullMarked;
