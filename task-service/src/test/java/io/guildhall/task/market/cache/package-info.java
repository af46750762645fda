/** Tests of the kept lists. */
@NullMarked
package io.guildhall.task.market.cache;

import org.jspecify.annotations.NullMarked;
