/** Wallet challenges, logins and links over HTTP. */
@NullMarked
package io.guildhall.user.wallet.web;

import org.jspecify.annotations.NullMarked;
