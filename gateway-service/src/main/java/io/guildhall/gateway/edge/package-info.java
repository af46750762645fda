/** The outermost skin: who the client is, which headers pass, how large a body may be, what is logged. */
@NullMarked
package io.guildhall.gateway.edge;

import org.jspecify.annotations.NullMarked;
