/** The escrow behind chain-adapter's door. */
@NullMarked
package io.guildhall.task.escrow.client;

import org.jspecify.annotations.NullMarked;
