/** Tests of who calls. */
@NullMarked
package io.guildhall.user.client;

import org.jspecify.annotations.NullMarked;
