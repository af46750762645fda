/** Tests of coming in with an Ethereum account. */
@NullMarked
package io.guildhall.user.wallet;

import org.jspecify.annotations.NullMarked;
