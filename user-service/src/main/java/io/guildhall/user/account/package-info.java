/** Who somebody is: name, credentials, contact, roles, badge, ban, profile and settings. */
@NullMarked
package io.guildhall.user.account;

import org.jspecify.annotations.NullMarked;
