/** People, wallets and the chain, as tests need them. */
@NullMarked
package io.guildhall.chain.testing;

import org.jspecify.annotations.NullMarked;
