/** Tests of what refusals and failures become. */
@NullMarked
package io.guildhall.defaults.problem;

import org.jspecify.annotations.NullMarked;
