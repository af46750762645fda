/** Child processes that never outlive this one. */
@NullMarked
package io.guildhall.localstack.process;

import org.jspecify.annotations.NullMarked;
