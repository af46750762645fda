package io.guildhall.chain;

import io.guildhall.chain.testing.TestChain;
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

/** The whole adapter on real servers and the real contract; tests that carry it share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.grpc.server.port=0",
            // Contexts share the contract: only the guards' own test lets them look.
            "guildhall.chain.guard.interval=1h",
            // Nobody logs in here.
            "guildhall.security.jwks-uri=http://127.0.0.1:1/jwks.json"
        })
@WithInfrastructure({
    Infrastructure.MYSQL,
    Infrastructure.KAFKA,
    Infrastructure.CHAIN,
    Infrastructure.CONTRACTS
})
@ActiveProfiles("local")
@Import(TestChain.class)
public @interface ChainAdapterTest {}
