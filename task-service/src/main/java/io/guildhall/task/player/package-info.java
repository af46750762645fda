/** The people whom tasks name: a copy of what user-service knows, and its exact word where that counts. */
@NullMarked
package io.guildhall.task.player;

import org.jspecify.annotations.NullMarked;
