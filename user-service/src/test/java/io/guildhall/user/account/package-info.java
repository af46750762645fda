/** Tests of accounts. */
@NullMarked
package io.guildhall.user.account;

import org.jspecify.annotations.NullMarked;
