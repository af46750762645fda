/** Work that one replica does at a time. */
@NullMarked
package io.guildhall.chain.lease;

import org.jspecify.annotations.NullMarked;
