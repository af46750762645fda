/** Coming in with an Ethereum account: challenges, proofs, tickets for who has no account yet, links. */
@NullMarked
package io.guildhall.user.wallet;

import org.jspecify.annotations.NullMarked;
