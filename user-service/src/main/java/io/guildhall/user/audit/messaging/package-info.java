/** Takes audit events from every service off their topic. */
@NullMarked
package io.guildhall.user.audit.messaging;

import org.jspecify.annotations.NullMarked;
