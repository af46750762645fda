/** Tests of following the chain. */
@NullMarked
package io.guildhall.chain.watching;

import org.jspecify.annotations.NullMarked;
