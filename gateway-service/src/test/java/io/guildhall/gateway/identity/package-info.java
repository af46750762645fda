/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway.identity;

import org.jspecify.annotations.NullMarked;
