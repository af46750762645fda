/** Who may argue and who may rule. */
@NullMarked
package io.guildhall.task.dispute;

import org.jspecify.annotations.NullMarked;
