/** A publisher's doors. */
@NullMarked
package io.guildhall.task.publishing.web;

import org.jspecify.annotations.NullMarked;
