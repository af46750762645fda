/** Properties that every service starts from. */
@NullMarked
package io.guildhall.defaults.environment;

import org.jspecify.annotations.NullMarked;
