/** Tells other services what the chain brings and takes back. */
@NullMarked
package io.guildhall.chain.watching.messaging;

import org.jspecify.annotations.NullMarked;
