package io.guildhall.user.testing;

import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ActiveProfiles;

/** The whole service on real servers; tests that carry it share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.grpc.server.port=0",
            "guildhall.user.mail-poll=200ms",
            "guildhall.chain.connect-timeout=500ms",
            "guildhall.chain.read-timeout=1s",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
@WithInfrastructure({
    Infrastructure.MYSQL,
    Infrastructure.REDIS,
    Infrastructure.KAFKA,
    Infrastructure.MAIL,
    Infrastructure.CHAIN
})
@ActiveProfiles("local")
@Import({
    Doors.class,
    People.class,
    RecordedAudit.class,
    RecordedPhoneCodes.class,
    RecordedTraces.class
})
public @interface UserServiceTest {}
