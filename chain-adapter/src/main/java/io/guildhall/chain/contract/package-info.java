/** The escrow contract in Java: its terms, messages, calls, states and refusals. */
@NullMarked
package io.guildhall.chain.contract;

import org.jspecify.annotations.NullMarked;
