/** Tells other services what became of their commands. */
@NullMarked
package io.guildhall.chain.sending.messaging;

import org.jspecify.annotations.NullMarked;
