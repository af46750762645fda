/** Files over HTTP. */
@NullMarked
package io.guildhall.task.evidence.web;

import org.jspecify.annotations.NullMarked;
