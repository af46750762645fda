/** What other services are told about people. */
@NullMarked
package io.guildhall.user.account.messaging;

import org.jspecify.annotations.NullMarked;
