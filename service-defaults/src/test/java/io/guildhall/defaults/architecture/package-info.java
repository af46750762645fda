/** The house's architecture as tests that every service inherits. */
@NullMarked
package io.guildhall.defaults.architecture;

import org.jspecify.annotations.NullMarked;
