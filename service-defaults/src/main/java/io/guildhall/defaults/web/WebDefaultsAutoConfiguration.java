package io.guildhall.defaults.web;

import io.guildhall.defaults.problem.ProblemResponses;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JsonFactoryBuilderCustomizer;
import org.springframework.boot.jackson.autoconfigure.JsonMapperBuilderCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.Ordered;
import org.springframework.util.unit.DataSize;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.std.ToStringSerializer;
import tools.jackson.databind.type.LogicalType;

/** Strict JSON, 64-bit integers as strings, bounded bodies. */
@AutoConfiguration(
        afterName = "io.guildhall.defaults.problem.ProblemAutoConfiguration",
        before = JacksonAutoConfiguration.class)
@EnableConfigurationProperties(WebProperties.class)
class WebDefaultsAutoConfiguration {
    private static final int DEEPEST_JSON = 32;
    private static final int LONGEST_NUMBER = 100;

    /** After the trace, before security: a body is not worth a signature check when it is too long. */
    private static final int BEFORE_SECURITY = Ordered.HIGHEST_PRECEDENCE + 10;

    @Bean
    JsonFactoryBuilderCustomizer boundedJson() {
        return builder ->
                builder.streamReadConstraints(
                                StreamReadConstraints.builder()
                                        .maxNestingDepth(DEEPEST_JSON)
                                        .maxNumberLength(LONGEST_NUMBER)
                                        .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION);
    }

    @Bean
    JsonMapperBuilderCustomizer strictJson() {
        return WebDefaultsAutoConfiguration::makeStrict;
    }

    static void makeStrict(JsonMapper.Builder builder) {
        SimpleModule longs = new SimpleModule("guildhall-longs");
        longs.addSerializer(Long.class, ToStringSerializer.instance);
        longs.addSerializer(Long.TYPE, ToStringSerializer.instance);
        longs.addDeserializer(Long.class, new StrictLongDeserializer(Long.class));
        longs.addDeserializer(Long.TYPE, new StrictLongDeserializer(Long.TYPE));
        builder.addModule(longs)
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .withCoercionConfig(
                        LogicalType.Textual,
                        text ->
                                text.setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                                        .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                                        .setCoercion(
                                                CoercionInputShape.Boolean, CoercionAction.Fail));
    }

    @Bean
    @ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
    FilterRegistrationBean<RequestBodyLimitFilter> requestBodyLimit(
            ProblemResponses responses,
            WebProperties properties,
            @Value("${spring.servlet.multipart.max-request-size:10MB}") DataSize multipartLimit) {
        FilterRegistrationBean<RequestBodyLimitFilter> registration =
                new FilterRegistrationBean<>(
                        new RequestBodyLimitFilter(
                                responses,
                                properties.maxBodySize().toBytes(),
                                multipartLimit.toBytes()));
        registration.setOrder(BEFORE_SECURITY);
        return registration;
    }
}
