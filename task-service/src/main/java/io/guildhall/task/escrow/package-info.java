/** The escrow contract as tasks see it: what it allows, what is signed, what it is told to do. */
@NullMarked
package io.guildhall.task.escrow;

import org.jspecify.annotations.NullMarked;
