package io.guildhall.localstack.testing;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the application context of a test real servers. They are started once per test JVM, shared by its contexts, and end
 * with it. The context finds them by connection details and properties; a test can inject {@code MySqlServer},
 * {@code RedisServer}, {@code KafkaServer}, {@code MailServer} or {@code ChainNode} to kill it and bring it back. May stand on
 * other annotations.
 *
 * <p>The system property {@code guildhall.test.backend} says who runs them: {@code native} (child processes) or
 * {@code testcontainers}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.ANNOTATION_TYPE})
public @interface WithInfrastructure {
    /** What the context needs. */
    Infrastructure[] value();
}
