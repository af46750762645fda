/** What people and services did, recorded with the change itself. */
@NullMarked
package io.guildhall.defaults.audit;

import org.jspecify.annotations.NullMarked;
