/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway.frontend;

import org.jspecify.annotations.NullMarked;
