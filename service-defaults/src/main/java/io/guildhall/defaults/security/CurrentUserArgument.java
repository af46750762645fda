package io.guildhall.defaults.security;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller its user: null for a guest where the parameter is nullable. */
final class CurrentUserArgument implements HandlerMethodArgumentResolver {
    private final UserContext users;

    CurrentUserArgument(UserContext users) {
        this.users = users;
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == CurrentUser.class;
    }

    @Override
    public @Nullable Object resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        Optional<CurrentUser> user = users.user();
        if (user.isEmpty() && !parameter.isOptional()) {
            throw new ProblemException(
                    ProblemKind.UNAUTHENTICATED,
                    "unauthenticated",
                    "A valid access token is needed.");
        }
        return user.orElse(null);
    }
}
