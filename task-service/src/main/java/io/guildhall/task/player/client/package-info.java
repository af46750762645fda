/** What user-service is asked about people. */
@NullMarked
package io.guildhall.task.player.client;

import org.jspecify.annotations.NullMarked;
