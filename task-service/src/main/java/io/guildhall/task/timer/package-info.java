/** What the clocks of funded tasks call for when nobody else does it. */
@NullMarked
package io.guildhall.task.timer;

import org.jspecify.annotations.NullMarked;
