/** Tests of how rows are kept. */
@NullMarked
package io.guildhall.defaults.persistence;

import org.jspecify.annotations.NullMarked;
