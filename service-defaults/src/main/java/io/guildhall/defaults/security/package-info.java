/** Who calls and what they may do: access tokens, roles and permissions. */
@NullMarked
package io.guildhall.defaults.security;

import org.jspecify.annotations.NullMarked;
