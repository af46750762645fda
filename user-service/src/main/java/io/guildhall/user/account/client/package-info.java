/** What accounts have from libraries: passwords hashed with Argon2id. */
@NullMarked
package io.guildhall.user.account.client;

import org.jspecify.annotations.NullMarked;
