/** Tests of sending. */
@NullMarked
package io.guildhall.chain.sending;

import org.jspecify.annotations.NullMarked;
