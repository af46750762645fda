package io.guildhall.defaults.idempotency;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The controller method may be called again with the same {@code Idempotency-Key} header, and has its effect once.
 * For logged-in users and synchronous methods; without the header it runs as it is. What a repeated request gets:
 *
 * <ul>
 *   <li>the first one's answer, marked {@code Idempotency-Replayed: true}, for 24 hours;
 *   <li>409 {@code request-in-progress} while the first one runs;
 *   <li>409 {@code idempotency-key-reused} when it is another request;
 *   <li>409 {@code request-already-done} when the effect is there and the process died before it stored its answer.
 * </ul>
 *
 * <p>A request that was refused and changed nothing gives its key back.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
public @interface Idempotent {}
