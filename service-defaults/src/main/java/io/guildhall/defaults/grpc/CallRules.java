package io.guildhall.defaults.grpc;

import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.ServerMethodDefinition;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.support.AopUtils;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.util.StringUtils;

/** Which services may call which method, as the implementing methods say. */
final class CallRules {
    /** Probes of the platform carry no token; reflection runs on the local stack only. */
    private static final Set<String> OPEN_SERVICES =
            Set.of(
                    "grpc.health.v1.Health",
                    "grpc.reflection.v1.ServerReflection",
                    "grpc.reflection.v1alpha.ServerReflection");

    private final Map<String, Set<String>> callers = new HashMap<>();

    CallRules(List<BindableService> services) {
        for (BindableService service : services) {
            Class<?> type = AopUtils.getTargetClass(service);
            for (ServerMethodDefinition<?, ?> method : service.bindService().getMethods()) {
                MethodDescriptor<?, ?> descriptor = method.getMethodDescriptor();
                callers.put(descriptor.getFullMethodName(), listed(type, descriptor));
            }
        }
    }

    static boolean isOpen(MethodDescriptor<?, ?> method) {
        String service = method.getServiceName();
        return service != null && OPEN_SERVICES.contains(service);
    }

    boolean mayCall(String caller, MethodDescriptor<?, ?> method) {
        return callers.getOrDefault(method.getFullMethodName(), Set.of()).contains(caller);
    }

    private static Set<String> listed(Class<?> type, MethodDescriptor<?, ?> descriptor) {
        String name = StringUtils.uncapitalize(String.valueOf(descriptor.getBareMethodName()));
        @Nullable AllowedCallers own = null;
        for (Method method : type.getMethods()) {
            if (method.getName().equals(name) && own == null) {
                own = AnnotatedElementUtils.findMergedAnnotation(method, AllowedCallers.class);
            }
        }
        AllowedCallers list =
                own == null
                        ? AnnotatedElementUtils.findMergedAnnotation(type, AllowedCallers.class)
                        : own;
        return list == null ? Set.of() : Set.copyOf(Arrays.asList(list.value()));
    }
}
