/** Tests of the platform's keys. */
@NullMarked
package io.guildhall.chain.keys;

import org.jspecify.annotations.NullMarked;
