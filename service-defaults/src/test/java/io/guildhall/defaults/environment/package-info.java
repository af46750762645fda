/** Tests of the shared properties. */
@NullMarked
package io.guildhall.defaults.environment;

import org.jspecify.annotations.NullMarked;
