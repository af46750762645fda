package io.guildhall.defaults.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The architecture of one service, checked. A service inherits it in one file:
 * {@code class ArchitectureTest extends ArchitectureRules { ArchitectureTest() { super("io.guildhall.task"); } }}
 */
public abstract class ArchitectureRules {
    private final ServiceLayout layout;
    private final List<String> libraries;
    private final JavaClasses code;
    private final JavaClasses tests;

    /**
     * The rules for the service below a package.
     *
     * @param base the package of the application class
     * @param libraries package prefixes that cores may use besides the common ones, each with a reason at the
     *     place where it is given
     */
    protected ArchitectureRules(String base, String... libraries) {
        this.layout = new ServiceLayout(base);
        this.libraries = List.of(libraries);
        this.code =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.DoNotIncludeTests())
                        .withImportOption(new ImportOption.DoNotIncludeJars())
                        .importPackages(base);
        this.tests =
                new ClassFileImporter()
                        .withImportOption(new ImportOption.OnlyIncludeTests())
                        .withImportOption(new ImportOption.DoNotIncludeJars())
                        .importPackages(base);
    }

    @Test
    void coreKnowsNoFramework() {
        ServiceRules.coreKnowsNoFramework(layout, libraries).check(code);
    }

    @Test
    void coreKnowsNoAdapter() {
        ServiceRules.coreKnowsNoAdapter(layout).check(code);
    }

    @Test
    void adapterKnowsNoOtherAdapter() {
        ServiceRules.adapterKnowsNoOtherAdapter(layout).check(code);
    }

    @Test
    void featuresMeetThroughTheirCores() {
        ServiceRules.featuresMeetThroughTheirCores(layout).check(code);
    }

    @Test
    void featuresHaveNoCycles() {
        ServiceRules.featuresHaveNoCycles(layout).check(code);
    }

    @Test
    void doorsAndRepositoriesAreNotPublic() {
        ServiceRules.doorsAndRepositoriesAreNotPublic(layout).check(code);
    }

    @Test
    void requestBodiesAreValidated() {
        ServiceRules.requestBodiesAreValidated().check(code);
    }

    @Test
    void fieldsAreNotInjected() {
        ServiceRules.fieldsAreNotInjected().check(code);
    }

    @Test
    void nobodyUsesLombok() {
        ServiceRules.nobodyUsesLombok().check(code);
    }

    @Test
    void namesSayWhatAThingDoes() {
        ServiceRules.namesSayWhatAThingDoes().check(code);
    }

    @Test
    void packagesAreNullMarked() {
        ServiceRules.packagesAreNullMarked().check(code);
        ServiceRules.packagesAreNullMarked().check(tests);
    }

    @Test
    void testsAreNamedSoThatTheyRun() {
        TestRules.testsAreNamedSoThatTheyRun().check(tests);
    }

    @Test
    void testsThatStartAnApplicationAreIntegrationTests() {
        TestRules.testsThatStartAnApplicationAreIntegrationTests().check(tests);
    }
}
