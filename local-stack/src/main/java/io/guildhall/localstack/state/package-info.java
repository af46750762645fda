/** What a run leaves for the next one, and for who looks at it meanwhile. */
@NullMarked
package io.guildhall.localstack.state;

import org.jspecify.annotations.NullMarked;
