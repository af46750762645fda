/** What the tests of all services share. */
@NullMarked
package io.guildhall.defaults.testing;

import org.jspecify.annotations.NullMarked;
