package io.guildhall.task.testing;

import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.ContextConfiguration;

/** The whole service on real servers, with played neighbours; tests that carry it share one. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Contexts share the broker: each has to see every event.
            "spring.kafka.consumer.group-id=task-service-${random.uuid}",
            "spring.grpc.server.port=0",
            "guildhall.task.escrow-poll=100ms",
            "guildhall.task.timer-poll=300ms"
        })
@WithInfrastructure({Infrastructure.MYSQL, Infrastructure.REDIS, Infrastructure.KAFKA})
@ActiveProfiles("local")
@ContextConfiguration(initializers = PlayedNeighbours.class)
@Import(TaskTestConfiguration.class)
public @interface TaskServiceTest {}
