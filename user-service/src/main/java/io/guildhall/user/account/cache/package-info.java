/** Copies of accounts for reading. */
@NullMarked
package io.guildhall.user.account.cache;

import org.jspecify.annotations.NullMarked;
