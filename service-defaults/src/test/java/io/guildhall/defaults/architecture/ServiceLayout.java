package io.guildhall.defaults.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Where a class stands in a service: in which feature, in its core or in one of its adapters. */
record ServiceLayout(String base) {
    static final Set<String> ADAPTERS =
            Set.of("web", "grpc", "messaging", "client", "mail", "cache", "store");

    boolean contains(JavaClass type) {
        String name = type.getPackageName();
        return name.equals(base) || name.startsWith(base + ".");
    }

    /** The feature, such as {@code market}; empty for what stands beside the application class. */
    Optional<String> feature(JavaClass type) {
        return segments(type).stream().findFirst();
    }

    /** The adapter with its feature, such as {@code market.web}; empty in a core. */
    Optional<String> adapter(JavaClass type) {
        List<String> segments = segments(type);
        // The first segment is the feature, whatever its name: there may be one that owns mails.
        for (int i = 1; i < segments.size(); i++) {
            if (ADAPTERS.contains(segments.get(i))) {
                return Optional.of(String.join(".", segments.subList(0, i + 1)));
            }
        }
        return Optional.empty();
    }

    boolean isCore(JavaClass type) {
        return contains(type) && feature(type).isPresent() && adapter(type).isEmpty();
    }

    private List<String> segments(JavaClass type) {
        String name = type.getPackageName();
        return name.length() <= base.length()
                ? List.of()
                : Arrays.asList(name.substring(base.length() + 1).split("\\.", -1));
    }
}
