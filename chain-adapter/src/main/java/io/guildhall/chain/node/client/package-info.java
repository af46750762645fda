/** JSON-RPC to one of several endpoints. */
@NullMarked
package io.guildhall.chain.node.client;

import org.jspecify.annotations.NullMarked;
