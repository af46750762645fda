/** What system admins do with other people's accounts, over HTTP; the rules are the account's own. */
@NullMarked
package io.guildhall.user.admin.web;

import org.jspecify.annotations.NullMarked;
