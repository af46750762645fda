package io.guildhall.gateway.frontend;

import java.time.Duration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.resource.EncodedResourceResolver;
import org.springframework.web.reactive.resource.PathResourceResolver;

/**
 * Serves the files. What has a hash in its name never changes, so that a browser keeps it for a year; pages
 * are asked for again each time. A file that lies there as {@code .br} or {@code .gz} too is sent so.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(FrontendProperties.class)
class FrontendResources implements WebFluxConfigurer {
    private static final CacheControl IMMUTABLE =
            CacheControl.maxAge(Duration.ofDays(365)).cachePublic().immutable();

    private final FrontendProperties properties;

    FrontendResources(FrontendProperties properties) {
        this.properties = properties;
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        serve(registry, "/assets/**", properties.location() + "assets/", IMMUTABLE);
        serve(registry, "/**", properties.location(), CacheControl.noCache());
    }

    private static void serve(
            ResourceHandlerRegistry registry, String paths, String location, CacheControl cache) {
        registry.addResourceHandler(paths)
                .addResourceLocations(location)
                .setCacheControl(cache)
                .resourceChain(true)
                .addResolver(new EncodedResourceResolver())
                .addResolver(new PathResourceResolver());
    }
}
