package io.guildhall.defaults.security;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.core.MethodParameter;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Enforces the access rule of the very method that is going to run, so that no path pattern can be mistaken
 * for another; and keeps a service with an unruled method from starting.
 */
final class AccessGuard implements HandlerInterceptor {
    /** Library controllers that cannot carry our annotations and tell nothing secret. */
    private static final List<String> OPEN_LIBRARIES = List.of("org.springdoc.");

    private final UserContext users;

    /** Looked up once: annotations are found by reflection, which is work on every request. */
    private final Map<Door, AccessRule> rules = new ConcurrentHashMap<>();

    AccessGuard(UserContext users) {
        this.users = users;
    }

    /** A method and the class that it is called on, which may have inherited it. */
    private record Door(Method method, Class<?> type) {}

    @Override
    public boolean preHandle(
            HttpServletRequest request, HttpServletResponse response, Object handler) {
        AccessRule rule = handler instanceof HandlerMethod method ? known(method) : null;
        if (rule == null) {
            // Nothing of ours: router functions, resources, the answer to OPTIONS. Closed is the
            // default.
            throw forbidden("Nobody may do this.");
        }
        switch (rule) {
            case AccessRule.Open _ -> {}
            case AccessRule.LoggedIn _ -> requireUser();
            case AccessRule.Permitted permitted -> requirePermission(permitted.permission());
        }
        return true;
    }

    private @Nullable AccessRule known(HandlerMethod method) {
        return rules.computeIfAbsent(
                new Door(method.getMethod(), method.getBeanType()),
                _ -> ruleOf(method).orElse(null));
    }

    private CurrentUser requireUser() {
        return users.user()
                .orElseThrow(
                        () ->
                                new ProblemException(
                                        ProblemKind.UNAUTHENTICATED,
                                        "unauthenticated",
                                        "A valid access token is needed."));
    }

    private void requirePermission(Permission permission) {
        if (!requireUser().may(permission)) {
            throw forbidden("The permission " + permission + " is needed.")
                    .with("permission", permission.name());
        }
    }

    private static ProblemException forbidden(String detail) {
        return new ProblemException(ProblemKind.FORBIDDEN, "forbidden", detail);
    }

    private static Optional<AccessRule> ruleOf(HandlerMethod method) {
        Class<?> type = method.getBeanType();
        if (OPEN_LIBRARIES.stream().anyMatch(type.getName()::startsWith)) {
            return Optional.of(new AccessRule.Open());
        }
        return AccessRule.of(method.getMethod(), type);
    }

    /** Fails the start when a controller method has no rule, or is public and yet insists on a user. */
    record StartCheck(List<RequestMappingHandlerMapping> mappings)
            implements SmartInitializingSingleton {
        @Override
        public void afterSingletonsInstantiated() {
            for (RequestMappingHandlerMapping mapping : mappings) {
                mapping.getHandlerMethods().values().forEach(StartCheck::check);
            }
        }

        private static void check(HandlerMethod method) {
            AccessRule rule =
                    ruleOf(method)
                            .orElseThrow(
                                    () ->
                                            new IllegalStateException(
                                                    method
                                                            + " has no access rule, expected"
                                                            + " @PublicAccess, @AuthenticatedAccess"
                                                            + " or @RequiresPermission"));
            for (MethodParameter parameter : method.getMethodParameters()) {
                if (rule instanceof AccessRule.Open
                        && parameter.getParameterType() == CurrentUser.class
                        && !parameter.isOptional()) {
                    throw new IllegalStateException(
                            method
                                    + " is public but needs a CurrentUser, expected @Nullable"
                                    + " CurrentUser");
                }
            }
        }
    }
}
