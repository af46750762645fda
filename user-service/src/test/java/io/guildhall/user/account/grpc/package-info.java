/** Tests of what other services ask. */
@NullMarked
package io.guildhall.user.account.grpc;

import org.jspecify.annotations.NullMarked;
