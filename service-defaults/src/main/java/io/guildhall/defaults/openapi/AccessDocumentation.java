package io.guildhall.defaults.openapi;

import io.guildhall.defaults.security.AccessRule;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.web.method.HandlerMethod;

/** Writes at each operation who may call it and how it refuses; tests of every role read it from there. */
final class AccessDocumentation implements GlobalOperationCustomizer {
    static final String ACCESS = "x-guildhall-access";
    static final String SCHEME = "accessToken";
    static final String PROBLEM = "Problem";

    @Override
    public Operation customize(Operation operation, HandlerMethod method) {
        AccessRule rule =
                AccessRule.of(method.getMethod(), method.getBeanType())
                        .orElseThrow(
                                () -> new IllegalStateException(method + " has no access rule"));
        operation.addExtension(ACCESS, rule.label());
        ApiResponses responses =
                operation.getResponses() == null ? new ApiResponses() : operation.getResponses();
        switch (rule) {
            case AccessRule.Open _ -> {}
            case AccessRule.LoggedIn _ -> protect(operation, responses);
            case AccessRule.Permitted permitted -> {
                protect(operation, responses);
                responses.addApiResponse(
                        "403",
                        problem("The permission " + permitted.permission() + " is missing."));
            }
        }
        responses.addApiResponse("default", problem("Why the request was refused or failed."));
        operation.setResponses(responses);
        return operation;
    }

    private static void protect(Operation operation, ApiResponses responses) {
        operation.addSecurityItem(new SecurityRequirement().addList(SCHEME));
        responses.addApiResponse("401", problem("A valid access token is missing."));
    }

    private static ApiResponse problem(String description) {
        Schema<Object> reference = new Schema<>();
        reference.set$ref("#/components/schemas/" + PROBLEM);
        return new ApiResponse()
                .description(description)
                .content(
                        new Content()
                                .addMediaType(
                                        "application/problem+json",
                                        new MediaType().schema(reference)));
    }
}
