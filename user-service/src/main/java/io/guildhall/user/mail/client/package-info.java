/** How mails reach the mail server. */
@NullMarked
package io.guildhall.user.mail.client;

import org.jspecify.annotations.NullMarked;
