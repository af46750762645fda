/** The audit log as system admins read it: pages, a check, a file. */
@NullMarked
package io.guildhall.user.audit.web;

import org.jspecify.annotations.NullMarked;
