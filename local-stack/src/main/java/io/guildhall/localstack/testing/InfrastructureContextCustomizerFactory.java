package io.guildhall.localstack.testing;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.test.context.ContextConfigurationAttributes;
import org.springframework.test.context.ContextCustomizer;
import org.springframework.test.context.ContextCustomizerFactory;
import org.springframework.test.context.TestContextAnnotationUtils;

/** Finds {@link WithInfrastructure} on a test. Spring knows this class by {@code META-INF/spring.factories}. */
final class InfrastructureContextCustomizerFactory implements ContextCustomizerFactory {
    @Override
    public @Nullable ContextCustomizer createContextCustomizer(
            Class<?> testClass, List<ContextConfigurationAttributes> configAttributes) {
        WithInfrastructure wanted =
                TestContextAnnotationUtils.findMergedAnnotation(
                        testClass, WithInfrastructure.class);
        return wanted == null
                ? null
                : new InfrastructureContextCustomizer(EnumSet.copyOf(Set.of(wanted.value())));
    }
}
