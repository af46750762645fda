/** Asks the chain's node about signatures of contract wallets. */
@NullMarked
package io.guildhall.user.siwe.client;

import org.jspecify.annotations.NullMarked;
