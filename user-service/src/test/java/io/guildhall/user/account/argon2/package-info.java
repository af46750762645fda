/** What is promised of hashed passwords, shown. */
@NullMarked
package io.guildhall.user.account.argon2;

import org.jspecify.annotations.NullMarked;
