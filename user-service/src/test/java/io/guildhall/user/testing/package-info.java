/** People, wallets and calls for tests that come in through the service's doors. */
@NullMarked
package io.guildhall.user.testing;

import org.jspecify.annotations.NullMarked;
