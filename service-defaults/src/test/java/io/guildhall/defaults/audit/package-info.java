/** Tests of the audit trail. */
@NullMarked
package io.guildhall.defaults.audit;

import org.jspecify.annotations.NullMarked;
