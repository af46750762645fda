/** The way back in for who lost the password. */
@NullMarked
package io.guildhall.user.recovery;

import org.jspecify.annotations.NullMarked;
