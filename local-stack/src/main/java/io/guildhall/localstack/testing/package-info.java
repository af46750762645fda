/** Gives an integration test the infrastructure that it names, once per test JVM. */
@NullMarked
package io.guildhall.localstack.testing;

import org.jspecify.annotations.NullMarked;
