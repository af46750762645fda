/** Tests of the user service through its real doors. */
@NullMarked
package io.guildhall.user;

import org.jspecify.annotations.NullMarked;
