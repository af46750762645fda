package io.guildhall.defaults.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What services may lean on is written down, so that its growth shows in review. */
class PublicTypesTest {
    private static final JavaClasses CODE =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.guildhall.defaults");

    @Test
    void publicTypesAreThoseOfTheGoldenList() throws IOException {
        List<String> found =
                CODE.stream()
                        .filter(PublicTypesTest::isPublic)
                        .map(JavaClass::getName)
                        .sorted()
                        .toList();

        assertThat(found)
                .as("public types against src/test/resources/public-types.txt")
                .containsExactlyElementsOf(golden());
    }

    @Test
    void followsTheRulesOfTheHouse() {
        ServiceRules.fieldsAreNotInjected().check(CODE);
        ServiceRules.nobodyUsesLombok().check(CODE);
        ServiceRules.namesSayWhatAThingDoes().check(CODE);
        ServiceRules.packagesAreNullMarked().check(CODE);
        TestRules.testsAreNamedSoThatTheyRun().check(tests());
        TestRules.testsThatStartAnApplicationAreIntegrationTests().check(tests());
    }

    private static JavaClasses tests() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.OnlyIncludeTests())
                .withImportOption(location -> !location.contains("/architecture/fixture/"))
                .importPackages("io.guildhall.defaults");
    }

    private static boolean isPublic(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && !type.isAnonymousClass()
                && type.getEnclosingClass().map(PublicTypesTest::isPublic).orElse(true);
    }

    private static List<String> golden() throws IOException {
        try (InputStream list = PublicTypesTest.class.getResourceAsStream("/public-types.txt")) {
            assertThat(list).isNotNull();
            return new String(list.readAllBytes(), StandardCharsets.UTF_8).lines().toList();
        }
    }
}
