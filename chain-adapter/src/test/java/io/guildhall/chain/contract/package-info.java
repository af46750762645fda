/** Tests of the contract in Java. */
@NullMarked
package io.guildhall.chain.contract;

import org.jspecify.annotations.NullMarked;
