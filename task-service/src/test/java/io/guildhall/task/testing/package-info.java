/** What tests of this service share: people, calls, played neighbours. */
@NullMarked
package io.guildhall.task.testing;

import org.jspecify.annotations.NullMarked;
