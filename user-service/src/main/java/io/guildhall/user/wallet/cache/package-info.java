/** Values that replicas share in Redis. */
@NullMarked
package io.guildhall.user.wallet.cache;

import org.jspecify.annotations.NullMarked;
