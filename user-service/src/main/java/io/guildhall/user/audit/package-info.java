/** The audit log: what every service recorded, in one chain that shows when somebody touched it. */
@NullMarked
package io.guildhall.user.audit;

import org.jspecify.annotations.NullMarked;
