/** What pages offer to whom. */
@NullMarked
package io.guildhall.task.page;

import org.jspecify.annotations.NullMarked;
