package io.guildhall.defaults.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.domain.JavaParameter;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.jspecify.annotations.NullMarked;

/** The rules on the code that runs. Each of them has a fixture that breaks it. */
final class ServiceRules {
    private static final String DEFAULTS = "io.guildhall.defaults.";

    /** What a core may know: no transport, no broker, no cache, no framework but the persistence of its state. */
    private static final List<String> CORE =
            List.of(
                    "java.",
                    "javax.crypto",
                    "org.jspecify.",
                    "org.slf4j",
                    "jakarta.persistence",
                    "jakarta.validation",
                    "org.springframework.stereotype",
                    "org.springframework.transaction",
                    "org.springframework.data.domain",
                    "org.springframework.data.jpa",
                    "org.springframework.data.repository",
                    "org.springframework.jdbc.core.simple",
                    "org.springframework.dao",
                    "org.springframework.boot.context.properties",
                    "org.springframework.validation.annotation",
                    "org.springframework.scheduling.annotation",
                    // One replica of many does what the clock calls for.
                    "net.javacrumbs.shedlock.spring.annotation",
                    // For meters what slf4j is for logs.
                    "io.micrometer.core.instrument",
                    "jakarta.annotation.PreDestroy",
                    // A port that may have nobody behind it.
                    "org.springframework.beans.factory.ObjectProvider",
                    "org.springframework.context.annotation.Profile",
                    "org.springframework.boot.context.event",
                    "org.springframework.context.event",
                    "org.springframework.context.ApplicationEventPublisher",
                    DEFAULTS + "problem",
                    DEFAULTS + "security",
                    DEFAULTS + "outbox",
                    // Claimed in the transaction of the effect, as the outbox is written in it.
                    DEFAULTS + "inbox.Inbox",
                    DEFAULTS + "audit",
                    DEFAULTS + "persistence");

    private static final List<String> DOORS =
            List.of(
                    "org.springframework.stereotype.Controller",
                    "org.springframework.web.bind.annotation.RestControllerAdvice",
                    "org.springframework.web.bind.annotation.ControllerAdvice");

    private ServiceRules() {}

    static ArchRule coreKnowsNoFramework(ServiceLayout layout, List<String> libraries) {
        List<String> allowed = new ArrayList<>(CORE);
        allowed.addAll(libraries);
        return classes()
                .that(are("in the core of a feature", type -> layout.isCore(type) && !wires(type)))
                .should(
                        dependOnlyOnWhat(
                                "a core may know",
                                (_, target) ->
                                        layout.contains(target)
                                                || target.isPrimitive()
                                                || allowed.stream()
                                                        .anyMatch(target.getName()::startsWith)))
                .allowEmptyShould(true);
    }

    static ArchRule coreKnowsNoAdapter(ServiceLayout layout) {
        return classes()
                .that(are("in the core of a feature", layout::isCore))
                .should(
                        dependOnlyOnWhat(
                                "is no adapter",
                                (_, target) ->
                                        !layout.contains(target)
                                                || layout.adapter(target).isEmpty()))
                .allowEmptyShould(true);
    }

    static ArchRule adapterKnowsNoOtherAdapter(ServiceLayout layout) {
        return classes()
                .that(are("in an adapter", type -> isIn(layout, type)))
                .should(
                        dependOnlyOnWhat(
                                "is no other adapter",
                                (origin, target) ->
                                        !layout.contains(target)
                                                || layout.adapter(target).isEmpty()
                                                || layout.adapter(target)
                                                        .equals(layout.adapter(origin))))
                .allowEmptyShould(true);
    }

    /** The compiler guards package-private types; this guards what an adapter had to make public. */
    static ArchRule featuresMeetThroughTheirCores(ServiceLayout layout) {
        return classes()
                .that(are("in a feature", type -> isFeature(layout, type)))
                .should(
                        dependOnlyOnWhat(
                                "is public in the core of another feature",
                                (origin, target) -> {
                                    Optional<String> feature =
                                            layout.contains(target)
                                                    ? layout.feature(target)
                                                    : Optional.empty();
                                    return feature.isEmpty()
                                            || feature.equals(layout.feature(origin))
                                            || (layout.isCore(target)
                                                    && target.getModifiers()
                                                            .contains(JavaModifier.PUBLIC));
                                }))
                .allowEmptyShould(true);
    }

    /** Features that need each other are one feature: neither can be read, tested or moved alone. */
    static ArchRule featuresHaveNoCycles(ServiceLayout layout) {
        return slices().matching(layout.base() + ".(*)..")
                .should()
                .beFreeOfCycles()
                .allowEmptyShould(true);
    }

    static ArchRule doorsAndRepositoriesAreNotPublic(ServiceLayout layout) {
        return noClasses()
                .that(are("doors or repositories", type -> layout.contains(type) && isDoor(type)))
                .should()
                .bePublic()
                .allowEmptyShould(true);
    }

    /** What a body's record says of its limits counts only where somebody asks for it. */
    static ArchRule requestBodiesAreValidated() {
        return methods()
                .that()
                .areDeclaredInClassesThat()
                .areMetaAnnotatedWith("org.springframework.stereotype.Controller")
                .should(
                        new ArchCondition<>("check their bodies") {
                            @Override
                            public void check(JavaMethod method, ConditionEvents events) {
                                for (JavaParameter parameter : method.getParameters()) {
                                    boolean checked =
                                            !parameter.isAnnotatedWith(
                                                            "org.springframework.web.bind.annotation.RequestBody")
                                                    || parameter.isAnnotatedWith(
                                                            "jakarta.validation.Valid");
                                    events.add(
                                            new SimpleConditionEvent(
                                                    parameter,
                                                    checked,
                                                    method.getFullName()
                                                            + " takes a body without @Valid"));
                                }
                            }
                        })
                .allowEmptyShould(true);
    }

    static ArchRule fieldsAreNotInjected() {
        return noFields()
                .should()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
                .orShould()
                .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
                .orShould()
                .beAnnotatedWith("jakarta.annotation.Resource")
                .orShould()
                .beAnnotatedWith("jakarta.inject.Inject")
                .allowEmptyShould(true);
    }

    static ArchRule nobodyUsesLombok() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("lombok..", "..lombok..")
                .allowEmptyShould(true);
    }

    static ArchRule namesSayWhatAThingDoes() {
        return noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils?|Helper|DTO|Dto)$")
                .allowEmptyShould(true);
    }

    static ArchRule packagesAreNullMarked() {
        return classes()
                .that(
                        are(
                                "written by people",
                                type -> !type.getSimpleName().equals("package-info")))
                .should(
                        new ArchCondition<>("be in a package that is @NullMarked") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                boolean marked =
                                        type.getPackage()
                                                .tryGetAnnotationOfType(NullMarked.class)
                                                .isPresent();
                                events.add(
                                        new SimpleConditionEvent(
                                                type,
                                                marked,
                                                type.getPackageName() + " is not @NullMarked"));
                            }
                        })
                .allowEmptyShould(true);
    }

    private static boolean isIn(ServiceLayout layout, JavaClass type) {
        return layout.contains(type) && layout.adapter(type).isPresent();
    }

    private static boolean isFeature(ServiceLayout layout, JavaClass type) {
        return layout.contains(type) && layout.feature(type).isPresent();
    }

    /** Wiring names the libraries that it puts together. */
    private static boolean wires(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost.isMetaAnnotatedWith("org.springframework.context.annotation.Configuration")
                || type.getSimpleName().equals("package-info");
    }

    private static boolean isDoor(JavaClass type) {
        return DOORS.stream()
                        .anyMatch(
                                name ->
                                        type.isAnnotatedWith(name)
                                                || type.isMetaAnnotatedWith(name))
                || type.isAssignableTo("org.springframework.data.repository.Repository")
                || type.isAssignableTo("io.grpc.BindableService")
                || type.getMethods().stream()
                        .anyMatch(
                                method ->
                                        method.isMetaAnnotatedWith(
                                                        "org.springframework.kafka.annotation.KafkaListener")
                                                || method.isAnnotatedWith(
                                                        "org.springframework.kafka.annotation.KafkaListener"));
    }

    private static DescribedPredicate<JavaClass> are(
            String description, Predicate<JavaClass> test) {
        return DescribedPredicate.describe("are " + description, test);
    }

    private static ArchCondition<JavaClass> dependOnlyOnWhat(
            String description, BiPredicate<JavaClass, JavaClass> allowed) {
        return new ArchCondition<>("depend only on what " + description) {
            @Override
            public void check(JavaClass origin, ConditionEvents events) {
                for (Dependency dependency : origin.getDirectDependenciesFromSelf()) {
                    JavaClass target = dependency.getTargetClass().getBaseComponentType();
                    events.add(
                            new SimpleConditionEvent(
                                    dependency,
                                    allowed.test(origin, target),
                                    dependency.getDescription()));
                }
            }
        };
    }
}
