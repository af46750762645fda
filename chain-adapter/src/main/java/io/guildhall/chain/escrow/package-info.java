/** What other services may know of the escrow and ask of it. */
@NullMarked
package io.guildhall.chain.escrow;

import org.jspecify.annotations.NullMarked;
