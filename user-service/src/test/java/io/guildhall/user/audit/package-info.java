/** Tests of the audit log. */
@NullMarked
package io.guildhall.user.audit;

import org.jspecify.annotations.NullMarked;
