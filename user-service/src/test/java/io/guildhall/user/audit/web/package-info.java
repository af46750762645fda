/** Tests of the audit log over HTTP. */
@NullMarked
package io.guildhall.user.audit.web;

import org.jspecify.annotations.NullMarked;
