/** A mail server that keeps what it is given on disk, for a person and for tests to read. */
@NullMarked
package io.guildhall.localstack.mail;

import org.jspecify.annotations.NullMarked;
