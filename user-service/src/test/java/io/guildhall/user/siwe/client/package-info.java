/** Tests of the questions to the chain's node. */
@NullMarked
package io.guildhall.user.siwe.client;

import org.jspecify.annotations.NullMarked;
