/** The whole system on one machine, without Docker. */
@NullMarked
package io.guildhall.localstack;

import org.jspecify.annotations.NullMarked;
