package io.guildhall.user.client;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/** Lets a controller take a {@link Client} as a parameter. */
@Configuration(proxyBeanMethods = false)
class ClientArgument implements WebMvcConfigurer, HandlerMethodArgumentResolver {
    static {
        // Nothing that a caller sends.
        SpringDocUtils.getConfig().addRequestWrapperToIgnore(Client.class);
    }

    @Override
    public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
        resolvers.add(this);
    }

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Client.class;
    }

    @Override
    public Client resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binders) {
        HttpServletRequest servlet =
                Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class));
        return new Client(
                servlet.getRemoteAddr(),
                Objects.requireNonNullElse(servlet.getHeader(HttpHeaders.USER_AGENT), ""));
    }
}
