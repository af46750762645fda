/** Random tokens, and what may rest in the database only encrypted. */
@NullMarked
package io.guildhall.user.secret;

import org.jspecify.annotations.NullMarked;
