/** What the gateway itself answers when it refuses or fails: RFC 9457 problem details with a stable code. */
@NullMarked
package io.guildhall.gateway.problem;

import org.jspecify.annotations.NullMarked;
