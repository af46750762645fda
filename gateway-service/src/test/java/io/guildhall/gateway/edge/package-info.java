/** Tests of the package of the same name. */
@NullMarked
package io.guildhall.gateway.edge;

import org.jspecify.annotations.NullMarked;
