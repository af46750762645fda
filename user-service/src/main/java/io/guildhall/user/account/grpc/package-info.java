/** What other services ask about people. */
@NullMarked
package io.guildhall.user.account.grpc;

import org.jspecify.annotations.NullMarked;
