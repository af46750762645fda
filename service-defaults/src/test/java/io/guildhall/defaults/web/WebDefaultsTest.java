package io.guildhall.defaults.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.boot.test.context.SpringBootTest;

/** A service with nothing but the defaults behind real HTTP; tests that carry it share one context. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        classes = WebTestApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "spring.application.name=test-service",
            "spring.profiles.active=local",
            "spring.grpc.server.enabled=false",
            "spring.mvc.async.request-timeout=100ms",
            "management.health.redis.enabled=false",
            "guildhall.web.max-body-size=2KB"
        })
@interface WebDefaultsTest {}
