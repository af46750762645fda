/** Disputes over HTTP, for the two sides and the arbiter. */
@NullMarked
package io.guildhall.task.dispute.web;

import org.jspecify.annotations.NullMarked;
