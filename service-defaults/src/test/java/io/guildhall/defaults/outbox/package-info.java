/** Tests of how events leave, most of them with crashes. */
@NullMarked
package io.guildhall.defaults.outbox;

import org.jspecify.annotations.NullMarked;
