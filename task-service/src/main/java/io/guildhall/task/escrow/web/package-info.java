/** What browsers need to know of the escrow. */
@NullMarked
package io.guildhall.task.escrow.web;

import org.jspecify.annotations.NullMarked;
