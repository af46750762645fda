/** What the benchmark compares the services with. */
@NullMarked
package io.guildhall.localstack.bench;

import org.jspecify.annotations.NullMarked;
