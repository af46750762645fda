/** Tests of what accounts have from libraries. */
@NullMarked
package io.guildhall.user.account.client;

import org.jspecify.annotations.NullMarked;
