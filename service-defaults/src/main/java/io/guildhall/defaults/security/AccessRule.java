package io.guildhall.defaults.security;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.core.annotation.AnnotatedElementUtils;

/** Who may call a controller method, as its annotation says. */
public sealed interface AccessRule {
    /** Anybody. */
    record Open() implements AccessRule {}

    /** Any logged-in user. */
    record LoggedIn() implements AccessRule {}

    /** Users whose roles give the permission. */
    record Permitted(Permission permission) implements AccessRule {}

    /** How API documents name the rule: {@code public}, {@code authenticated} or the permission. */
    default String label() {
        return switch (this) {
            case Open _ -> "public";
            case LoggedIn _ -> "authenticated";
            case Permitted permitted -> permitted.permission().name();
        };
    }

    /**
     * The rule of a method, or of its class where the method has none.
     *
     * @throws IllegalStateException when one place has several rules
     */
    static Optional<AccessRule> of(Method method, Class<?> type) {
        return on(method).or(() -> on(type));
    }

    private static Optional<AccessRule> on(AnnotatedElement element) {
        List<AccessRule> rules = new ArrayList<>();
        find(element, PublicAccess.class).ifPresent(_ -> rules.add(new Open()));
        find(element, AuthenticatedAccess.class).ifPresent(_ -> rules.add(new LoggedIn()));
        find(element, RequiresPermission.class)
                .ifPresent(required -> rules.add(new Permitted(required.value())));
        if (rules.size() > 1) {
            throw new IllegalStateException(
                    element + " has the access rules " + rules + ", expected one");
        }
        return rules.stream().findFirst();
    }

    private static <A extends Annotation> Optional<A> find(
            AnnotatedElement element, Class<A> type) {
        return Optional.ofNullable(AnnotatedElementUtils.findMergedAnnotation(element, type));
    }
}
