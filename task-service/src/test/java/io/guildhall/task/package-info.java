/** Tests of the service through its real doors. */
@NullMarked
package io.guildhall.task;

import org.jspecify.annotations.NullMarked;
