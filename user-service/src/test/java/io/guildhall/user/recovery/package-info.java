/** Tests of the way back in. */
@NullMarked
package io.guildhall.user.recovery;

import org.jspecify.annotations.NullMarked;
