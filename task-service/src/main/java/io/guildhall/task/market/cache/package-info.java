/** The lists that everybody reads, at hand in Redis. */
@NullMarked
package io.guildhall.task.market.cache;

import org.jspecify.annotations.NullMarked;
