/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.user.account.cache;

import org.jspecify.annotations.NullMarked;
