/** Who asks: the check of access tokens at the edge, and what the security chain adds to every answer. */
@NullMarked
package io.guildhall.gateway.identity;

import org.jspecify.annotations.NullMarked;
