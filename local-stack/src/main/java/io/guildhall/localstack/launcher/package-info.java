/** What {@code ./guildhall up} runs: it starts the whole system, watches over it, and ends it. */
@NullMarked
package io.guildhall.localstack.launcher;

import org.jspecify.annotations.NullMarked;
