/** People, their browsers and wallets: tests come in through the service's doors. */
@NullMarked
package io.guildhall.user.testing;

import org.jspecify.annotations.NullMarked;
