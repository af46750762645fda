package io.guildhall.defaults.grpc;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the services that may call a gRPC method, on the method that implements it. A method without the list
 * refuses everybody; a list on the class holds for the methods that have none of their own.
 */
@Documented
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface AllowedCallers {
    /** Names of services, such as {@code task-service}. */
    String[] value();
}
