/** How every service reads and writes HTTP: strict JSON, bounded bodies. */
@NullMarked
package io.guildhall.defaults.web;

import org.jspecify.annotations.NullMarked;
