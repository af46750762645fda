/** Passwords hashed with Argon2id. */
@NullMarked
package io.guildhall.user.account.argon2;

import org.jspecify.annotations.NullMarked;
