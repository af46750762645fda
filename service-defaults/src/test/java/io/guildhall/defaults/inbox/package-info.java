/** Tests of how events are received, through a whole application context. */
@NullMarked
package io.guildhall.defaults.inbox;

import org.jspecify.annotations.NullMarked;
