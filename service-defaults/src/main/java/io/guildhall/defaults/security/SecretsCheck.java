package io.guildhall.defaults.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanFactoryPostProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/**
 * Refuses to start with secrets that are missing or that everybody knows. The profile {@code local} alone may
 * use placeholders; they say {@code insecure}, plainly or in base64.
 */
final class SecretsCheck implements BeanFactoryPostProcessor {
    private static final List<String> ALWAYS =
            List.of("guildhall.service.secret", "spring.datasource.password");
    private static final List<String> PLACEHOLDERS =
            List.of(
                    "insecure",
                    "changeme",
                    "change-me",
                    "change_me",
                    "placeholder",
                    "example",
                    "replace",
                    "password",
                    "secret",
                    "guildhall",
                    "root",
                    "12345");
    private static final int SHORTEST = 16;
    private static final int FEWEST_CHARACTERS = 6;

    private final Environment environment;

    SecretsCheck(Environment environment) {
        this.environment = environment;
    }

    @Override
    public void postProcessBeanFactory(ConfigurableListableBeanFactory beanFactory) {
        if (environment.acceptsProfiles(Profiles.of("local"))) {
            return;
        }
        List<String> refused = new ArrayList<>();
        for (String name : names()) {
            String fault = fault(environment.getProperty(name));
            if (fault != null) {
                refused.add(name + " " + fault);
            }
        }
        if (!refused.isEmpty()) {
            throw new UnsafeSecretsException(refused);
        }
    }

    private Set<String> names() {
        Set<String> names = new LinkedHashSet<>(ALWAYS);
        names.addAll(
                Binder.get(environment)
                        .bind("guildhall.security.required-secrets", Bindable.listOf(String.class))
                        .orElse(List.of()));
        return names;
    }

    static @Nullable String fault(@Nullable String secret) {
        if (secret == null || secret.isBlank()) {
            return "is missing";
        }
        if (isPlaceholder(secret) || isPlaceholder(decoded(secret))) {
            return "is a placeholder that everybody knows";
        }
        if (secret.length() < SHORTEST) {
            return "has " + secret.length() + " characters, expected at least " + SHORTEST;
        }
        if (secret.chars().distinct().count() < FEWEST_CHARACTERS) {
            return "repeats the same few characters";
        }
        return null;
    }

    private static boolean isPlaceholder(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return PLACEHOLDERS.stream().anyMatch(lower::contains);
    }

    private static String decoded(String secret) {
        try {
            return new String(Base64.getDecoder().decode(secret), StandardCharsets.ISO_8859_1);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
