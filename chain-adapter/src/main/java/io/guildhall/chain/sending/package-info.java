/** Transactions of the platform: each a row first, then signed, sent, tracked, replaced, and never sent twice for one command. */
@NullMarked
package io.guildhall.chain.sending;

import org.jspecify.annotations.NullMarked;
