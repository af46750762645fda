/** Requests for the badge over HTTP, for who asks and for who decides. */
@NullMarked
package io.guildhall.user.badge.web;

import org.jspecify.annotations.NullMarked;
