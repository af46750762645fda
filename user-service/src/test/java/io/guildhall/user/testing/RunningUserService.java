package io.guildhall.user.testing;

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

/** The whole service on real servers; tests that carry it share one. Limits are wide: they are not the subject. */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            // Contexts share the broker: each has to see its own audit events.
            "spring.kafka.consumer.group-id=user-service-${random.uuid}",
            "spring.grpc.server.port=0",
            "guildhall.chain.connect-timeout=500ms",
            "guildhall.chain.read-timeout=1s",
            "guildhall.user.throttle.limits.registration.times=10000",
            "guildhall.user.throttle.limits.registration.within=1h",
            "guildhall.user.throttle.limits.login-address.times=10000",
            "guildhall.user.throttle.limits.login-address.within=1h",
            "guildhall.user.throttle.limits.wallet-challenge.times=10000",
            "guildhall.user.throttle.limits.wallet-challenge.within=1h",
            "guildhall.user.throttle.limits.wallet-login.times=10000",
            "guildhall.user.throttle.limits.wallet-login.within=1h"
        })
@WithInfrastructure({
    Infrastructure.MYSQL,
    Infrastructure.REDIS,
    Infrastructure.KAFKA,
    Infrastructure.MAIL,
    Infrastructure.CHAIN
})
@ActiveProfiles("local")
@Import(PeopleConfiguration.class)
public @interface RunningUserService {}
