/** Tests of mails. */
@NullMarked
package io.guildhall.user.mail.client;

import org.jspecify.annotations.NullMarked;
