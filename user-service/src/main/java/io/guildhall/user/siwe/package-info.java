/**
 * Sign-In with Ethereum (EIP-4361): the message by its grammar, what it must say, and who signed it. Knows
 * nothing of accounts, sessions or the web.
 */
@NullMarked
package io.guildhall.user.siwe;

import org.jspecify.annotations.NullMarked;
