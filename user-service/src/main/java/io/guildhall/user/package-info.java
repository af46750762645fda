/** The user service: accounts, sessions, roles, wallet links, audit. */
@NullMarked
package io.guildhall.user;

import org.jspecify.annotations.NullMarked;
