package io.guildhall.defaults.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** The rules on the tests. */
final class TestRules {
    private TestRules() {}

    /** Maven silently skips a test class with another name. */
    static ArchRule testsAreNamedSoThatTheyRun() {
        return classes()
                .that(areTests())
                .should(
                        new ArchCondition<>("be named FooTest or FooIT") {
                            @Override
                            public void check(JavaClass type, ConditionEvents events) {
                                String name = outermost(type).getSimpleName();
                                events.add(
                                        new SimpleConditionEvent(
                                                type,
                                                name.endsWith("Test") || name.endsWith("IT"),
                                                type.getName()
                                                        + " has tests that never run, expected a"
                                                        + " name that ends with Test or IT"));
                            }
                        })
                .allowEmptyShould(true);
    }

    /** A FooTest needs nothing: what starts an application is an IT. */
    static ArchRule testsThatStartAnApplicationAreIntegrationTests() {
        String starter = "org.springframework.boot.test.context.SpringBootTest";
        return classes()
                .that()
                .areMetaAnnotatedWith(starter)
                .or()
                .areAnnotatedWith(starter)
                .and()
                .areNotAnnotations()
                .should()
                .haveSimpleNameEndingWith("IT")
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> areTests() {
        return DescribedPredicate.describe(
                "have tests",
                type ->
                        !type.getModifiers().contains(JavaModifier.ABSTRACT)
                                && type.getAllMethods().stream()
                                        .anyMatch(
                                                method ->
                                                        method.isMetaAnnotatedWith(
                                                                        "org.junit.platform.commons.annotation.Testable")
                                                                || method.isAnnotatedWith(
                                                                        "org.junit.platform.commons.annotation.Testable")));
    }

    private static JavaClass outermost(JavaClass type) {
        JavaClass outermost = type;
        while (outermost.getEnclosingClass().isPresent()) {
            outermost = outermost.getEnclosingClass().get();
        }
        return outermost;
    }
}
