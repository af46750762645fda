/** Watches over the money in the escrow and in the platform's accounts, and pauses the escrow when something is wrong. */
@NullMarked
package io.guildhall.chain.guard;

import org.jspecify.annotations.NullMarked;
