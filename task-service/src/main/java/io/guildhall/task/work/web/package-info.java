/** Signatures and submissions over HTTP. */
@NullMarked
package io.guildhall.task.work.web;

import org.jspecify.annotations.NullMarked;
