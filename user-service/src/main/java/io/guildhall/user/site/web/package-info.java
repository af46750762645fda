/** What the pages need to know of the site before anybody logs in. */
@NullMarked
package io.guildhall.user.site.web;

import org.jspecify.annotations.NullMarked;
