/** Lists against a real MySQL. */
@NullMarked
package io.guildhall.task.market.store;

import org.jspecify.annotations.NullMarked;
