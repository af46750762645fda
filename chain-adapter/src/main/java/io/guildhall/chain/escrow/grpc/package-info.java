/** The adapter's door for other services. */
@NullMarked
package io.guildhall.chain.escrow.grpc;

import org.jspecify.annotations.NullMarked;
