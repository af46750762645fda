/** The demo accounts of the local stack, made through the public API as people would make them. */
@NullMarked
package io.guildhall.localstack.demo;

import org.jspecify.annotations.NullMarked;
