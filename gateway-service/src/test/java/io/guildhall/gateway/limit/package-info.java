/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway.limit;

import org.jspecify.annotations.NullMarked;
