/** The gateway service: the one door: routes, limits, token check, the SPA's files. */
@NullMarked
package io.guildhall.gateway;

import org.jspecify.annotations.NullMarked;
