/** The document of each service's REST doors, made from the code. */
@NullMarked
package io.guildhall.defaults.openapi;

import org.jspecify.annotations.NullMarked;
