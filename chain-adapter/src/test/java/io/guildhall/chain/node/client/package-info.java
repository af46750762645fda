/** Tests of the way to the node. */
@NullMarked
package io.guildhall.chain.node.client;

import org.jspecify.annotations.NullMarked;
