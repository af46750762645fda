/** Mails that are written with the change they tell of and delivered when the mail server is there. */
@NullMarked
package io.guildhall.user.mail;

import org.jspecify.annotations.NullMarked;
