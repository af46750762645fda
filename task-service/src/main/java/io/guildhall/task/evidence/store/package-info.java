/** Where files lie, and how they are looked at. */
@NullMarked
package io.guildhall.task.evidence.store;

import org.jspecify.annotations.NullMarked;
