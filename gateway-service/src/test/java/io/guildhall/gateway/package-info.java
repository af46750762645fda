/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway;

import org.jspecify.annotations.NullMarked;
