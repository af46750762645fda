/** What stands between a draft and its money. */
@NullMarked
package io.guildhall.task.publishing;

import org.jspecify.annotations.NullMarked;
