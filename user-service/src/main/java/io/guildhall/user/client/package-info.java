/** Where requests come from. */
@NullMarked
package io.guildhall.user.client;

import org.jspecify.annotations.NullMarked;
