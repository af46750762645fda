/** What other services are told about tasks. */
@NullMarked
package io.guildhall.task.market.messaging;

import org.jspecify.annotations.NullMarked;
