/** Tests of the guards. */
@NullMarked
package io.guildhall.chain.guard;

import org.jspecify.annotations.NullMarked;
