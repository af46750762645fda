/** Tests of what system admins do, and that nobody else does it. */
@NullMarked
package io.guildhall.user.admin;

import org.jspecify.annotations.NullMarked;
