/** Terms and messages, without Spring. */
@NullMarked
package io.guildhall.task.escrow;

import org.jspecify.annotations.NullMarked;
