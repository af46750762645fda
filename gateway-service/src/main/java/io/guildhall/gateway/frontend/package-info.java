/** The pages: the SPA's files with their caching, the fallback for its routes, and the API page. */
@NullMarked
package io.guildhall.gateway.frontend;

import org.jspecify.annotations.NullMarked;
