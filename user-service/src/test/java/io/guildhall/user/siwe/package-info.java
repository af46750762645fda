/** Tests of Sign-In with Ethereum, among them the public test vectors. */
@NullMarked
package io.guildhall.user.siwe;

import org.jspecify.annotations.NullMarked;
