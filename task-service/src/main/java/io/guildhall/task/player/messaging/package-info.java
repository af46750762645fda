/** What user-service tells about people. */
@NullMarked
package io.guildhall.task.player.messaging;

import org.jspecify.annotations.NullMarked;
