/** Candidatures in the database. */
@NullMarked
package io.guildhall.task.candidate.store;

import org.jspecify.annotations.NullMarked;
