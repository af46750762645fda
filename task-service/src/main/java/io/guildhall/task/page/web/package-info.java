/** The page of a task over HTTP. */
@NullMarked
package io.guildhall.task.page.web;

import org.jspecify.annotations.NullMarked;
