/** The verified-player badge: people ask for it, admins decide. */
@NullMarked
package io.guildhall.user.badge;

import org.jspecify.annotations.NullMarked;
