/** How replicas tell each other that a timeline grew. */
@NullMarked
package io.guildhall.task.timeline.cache;

import org.jspecify.annotations.NullMarked;
