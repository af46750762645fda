/** What replicas of every service learn about sessions from Redis. */
@NullMarked
package io.guildhall.user.session.cache;

import org.jspecify.annotations.NullMarked;
