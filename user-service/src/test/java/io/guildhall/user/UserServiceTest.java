package io.guildhall.user;

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
            "guildhall.chain.rpc-url=http://127.0.0.1:1",
            "guildhall.chain.id=31337",
            "spring.jpa.properties.hibernate.generate_statistics=true"
        })
@WithInfrastructure({
    Infrastructure.MYSQL,
    Infrastructure.REDIS,
    Infrastructure.KAFKA,
    Infrastructure.MAIL
})
@ActiveProfiles("local")
@Import({Doors.class, RecordedAudit.class, RecordedPhoneCodes.class, RecordedTraces.class})
public @interface UserServiceTest {}
