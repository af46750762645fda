/** Tests of the whole adapter. */
@NullMarked
package io.guildhall.chain;

import org.jspecify.annotations.NullMarked;
