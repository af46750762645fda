/** Tests of the OpenAPI document. */
@NullMarked
package io.guildhall.defaults.openapi;

import org.jspecify.annotations.NullMarked;
