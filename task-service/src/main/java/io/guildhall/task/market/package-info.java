/** Tasks: their life from draft to payment, and the lists of those on the market. */
@NullMarked
package io.guildhall.task.market;

import org.jspecify.annotations.NullMarked;
