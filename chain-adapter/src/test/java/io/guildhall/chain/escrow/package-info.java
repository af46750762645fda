/** Tests of questions about the escrow. */
@NullMarked
package io.guildhall.chain.escrow;

import org.jspecify.annotations.NullMarked;
