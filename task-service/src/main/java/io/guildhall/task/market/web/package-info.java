/** Lists of tasks over HTTP. */
@NullMarked
package io.guildhall.task.market.web;

import org.jspecify.annotations.NullMarked;
