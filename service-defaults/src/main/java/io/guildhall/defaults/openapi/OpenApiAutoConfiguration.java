package io.guildhall.defaults.openapi;

import io.guildhall.defaults.security.CurrentUser;
import io.swagger.v3.core.jackson.ModelResolver;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;

/** The OpenAPI document at {@code /v3/api-docs}. */
@AutoConfiguration
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnProperty(name = "springdoc.api-docs.enabled", matchIfMissing = true)
class OpenApiAutoConfiguration {
    static {
        // One name for one set of words, wherever it is used.
        ModelResolver.enumsAsRef = true;
    }

    OpenApiAutoConfiguration() {
        // The user comes from the token, not from a parameter.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(CurrentUser.class);
    }

    @Bean
    AccessDocumentation accessDocumentation() {
        return new AccessDocumentation();
    }

    @Bean
    ServiceDocument serviceDocument(@Value("${guildhall.service.name}") String service) {
        return new ServiceDocument(service);
    }

    @Bean
    ExactShapes exactShapes() {
        return new ExactShapes();
    }

    @Bean
    JsonShapes jsonShapes() {
        return new JsonShapes();
    }
}
