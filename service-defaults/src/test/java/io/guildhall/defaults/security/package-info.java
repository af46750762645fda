/** Tests of tokens, access rules and secrets. */
@NullMarked
package io.guildhall.defaults.security;

import org.jspecify.annotations.NullMarked;
