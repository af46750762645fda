/** What the service knows about the site it serves. */
@NullMarked
package io.guildhall.user.site;

import org.jspecify.annotations.NullMarked;
