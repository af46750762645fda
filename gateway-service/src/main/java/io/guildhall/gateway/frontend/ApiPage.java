package io.guildhall.gateway.frontend;

import io.guildhall.gateway.route.RoutedService;
import java.util.List;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.CacheControl;
import org.springframework.web.reactive.config.ResourceHandlerRegistry;
import org.springframework.web.reactive.config.WebFluxConfigurer;
import org.springframework.web.reactive.function.server.RequestPredicates;
import org.springframework.web.reactive.function.server.RouterFunction;
import org.springframework.web.reactive.function.server.RouterFunctions;
import org.springframework.web.reactive.function.server.ServerResponse;

/** The API page of all services together, at {@code /docs}. */
@Configuration(proxyBeanMethods = false)
class ApiPage implements WebFluxConfigurer {
    private final String viewer;

    ApiPage(@Value("${guildhall.docs.swagger-ui-version}") String version) {
        this.viewer = "classpath:/META-INF/resources/webjars/swagger-ui/" + version + "/";
    }

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        registry.addResourceHandler("/docs/**")
                .addResourceLocations("classpath:/docs/", viewer)
                .setCacheControl(CacheControl.noCache());
    }

    @Bean
    RouterFunction<ServerResponse> describedServices() {
        List<DescribedService> services =
                RoutedService.ALL.stream()
                        .map(service -> new DescribedService(service.id(), service.documentPath()))
                        .toList();
        return RouterFunctions.route(
                RequestPredicates.GET("/docs/services.json"),
                _ -> ServerResponse.ok().bodyValue(services));
    }

    private record DescribedService(String name, String url) {}
}
