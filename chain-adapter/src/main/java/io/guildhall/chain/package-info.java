/** The chain adapter: the only talker to the node and the only holder of the platform's keys. */
@NullMarked
package io.guildhall.chain;

import org.jspecify.annotations.NullMarked;
