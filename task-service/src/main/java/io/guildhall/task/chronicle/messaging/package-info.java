/** The chain's events as they come. */
@NullMarked
package io.guildhall.task.chronicle.messaging;

import org.jspecify.annotations.NullMarked;
