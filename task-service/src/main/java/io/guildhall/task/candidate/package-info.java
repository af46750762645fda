/** Players who ask for a task whose publisher chooses. */
@NullMarked
package io.guildhall.task.candidate;

import org.jspecify.annotations.NullMarked;
