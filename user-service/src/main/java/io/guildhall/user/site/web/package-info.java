/** What the pages ask about the site. */
@NullMarked
package io.guildhall.user.site.web;

import org.jspecify.annotations.NullMarked;
