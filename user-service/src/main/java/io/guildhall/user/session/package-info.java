/** Logging in and staying logged in: sessions, tokens, signing keys, second factor. */
@NullMarked
package io.guildhall.user.session;

import org.jspecify.annotations.NullMarked;
