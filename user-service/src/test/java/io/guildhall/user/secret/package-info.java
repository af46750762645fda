/** Tests of secrets. */
@NullMarked
package io.guildhall.user.secret;

import org.jspecify.annotations.NullMarked;
