/** Tests of sessions. */
@NullMarked
package io.guildhall.user.session;

import org.jspecify.annotations.NullMarked;
