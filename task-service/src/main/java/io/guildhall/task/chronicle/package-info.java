/** What the chain said of each task, and what follows from it: status, timeline, transactions. */
@NullMarked
package io.guildhall.task.chronicle;

import org.jspecify.annotations.NullMarked;
