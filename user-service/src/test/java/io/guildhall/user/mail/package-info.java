/** Tests of mails on their way. */
@NullMarked
package io.guildhall.user.mail;

import org.jspecify.annotations.NullMarked;
