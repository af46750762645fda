/** The doors to sessions over HTTP. */
@NullMarked
package io.guildhall.user.session.web;

import org.jspecify.annotations.NullMarked;
