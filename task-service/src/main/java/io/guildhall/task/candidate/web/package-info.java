/** Candidatures over HTTP. */
@NullMarked
package io.guildhall.task.candidate.web;

import org.jspecify.annotations.NullMarked;
