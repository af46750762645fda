/** The doors to recovery over HTTP. */
@NullMarked
package io.guildhall.user.recovery.web;

import org.jspecify.annotations.NullMarked;
