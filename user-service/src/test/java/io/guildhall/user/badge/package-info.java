/** Tests of requests for the badge. */
@NullMarked
package io.guildhall.user.badge;

import org.jspecify.annotations.NullMarked;
