/** Tests of mails. */
@NullMarked
package io.guildhall.user.mail;

import org.jspecify.annotations.NullMarked;
