/** How details of audit rows are written down. */
@NullMarked
package io.guildhall.user.audit.store;

import org.jspecify.annotations.NullMarked;
