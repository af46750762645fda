/** Tests of what the pages know of the site. */
@NullMarked
package io.guildhall.user.site;

import org.jspecify.annotations.NullMarked;
