/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway.route;

import org.jspecify.annotations.NullMarked;
