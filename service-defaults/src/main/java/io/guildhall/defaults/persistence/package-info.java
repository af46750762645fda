/** How every service keeps its rows: ids, time, names of tables and columns, settings of the database. */
@NullMarked
package io.guildhall.defaults.persistence;

import org.jspecify.annotations.NullMarked;
