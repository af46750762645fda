/** The keys that the platform signs with, behind an interface that shows none of them. */
@NullMarked
package io.guildhall.chain.keys;

import org.jspecify.annotations.NullMarked;
