/** The doors to accounts over HTTP. */
@NullMarked
package io.guildhall.user.account.web;

import org.jspecify.annotations.NullMarked;
