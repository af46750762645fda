/** The chain's node, as the rest of the adapter asks it. */
@NullMarked
package io.guildhall.chain.node;

import org.jspecify.annotations.NullMarked;
