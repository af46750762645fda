/** How every service keeps its rows: ids, names. */
@NullMarked
package io.guildhall.defaults.persistence;

import org.jspecify.annotations.NullMarked;
