/** Events arrive once: claimed in the transaction of their effect. */
@NullMarked
package io.guildhall.defaults.inbox;

import org.jspecify.annotations.NullMarked;
