/** Tests of the HTTP doors through a real port. */
@NullMarked
package io.guildhall.defaults.web;

import org.jspecify.annotations.NullMarked;
