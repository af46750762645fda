/** How waiting mails are written down. */
@NullMarked
package io.guildhall.user.mail.store;

import org.jspecify.annotations.NullMarked;
