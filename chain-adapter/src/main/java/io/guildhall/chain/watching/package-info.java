/** Follows the chain block by block and tells what it brings and takes back. */
@NullMarked
package io.guildhall.chain.watching;

import org.jspecify.annotations.NullMarked;
