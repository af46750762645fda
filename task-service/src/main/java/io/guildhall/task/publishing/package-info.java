/** From a draft to a funded task: what a publisher does before the market sees it. */
@NullMarked
package io.guildhall.task.publishing;

import org.jspecify.annotations.NullMarked;
