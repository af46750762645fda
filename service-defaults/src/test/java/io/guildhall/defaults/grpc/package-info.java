/** Tests of calls between services through a real port. */
@NullMarked
package io.guildhall.defaults.grpc;

import org.jspecify.annotations.NullMarked;
