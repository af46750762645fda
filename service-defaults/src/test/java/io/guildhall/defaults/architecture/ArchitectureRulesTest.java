package io.guildhall.defaults.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each rule holds for a good service and fails for one made to break it, and for the reason that it is about. */
class ArchitectureRulesTest {
    private static final String FIXTURES = "io.guildhall.defaults.architecture.fixture.";

    private static final Map<String, Function<ServiceLayout, ArchRule>> RULES =
            Map.ofEntries(
                    Map.entry(
                            "coreKnowsNoFramework",
                            layout -> ServiceRules.coreKnowsNoFramework(layout, List.of())),
                    Map.entry("coreKnowsNoAdapter", ServiceRules::coreKnowsNoAdapter),
                    Map.entry("adapterKnowsNoOther", ServiceRules::adapterKnowsNoOtherAdapter),
                    Map.entry("featuresMeet", ServiceRules::featuresMeetThroughTheirCores),
                    Map.entry("featuresHaveNoCycles", ServiceRules::featuresHaveNoCycles),
                    Map.entry("doorsAreNotPublic", ServiceRules::doorsAndRepositoriesAreNotPublic),
                    Map.entry("bodiesAreValidated", _ -> ServiceRules.requestBodiesAreValidated()),
                    Map.entry("fieldsAreNotInjected", _ -> ServiceRules.fieldsAreNotInjected()),
                    Map.entry("nobodyUsesLombok", _ -> ServiceRules.nobodyUsesLombok()),
                    Map.entry("namesSay", _ -> ServiceRules.namesSayWhatAThingDoes()),
                    Map.entry("packagesAreNullMarked", _ -> ServiceRules.packagesAreNullMarked()),
                    Map.entry("testsAreNamed", _ -> TestRules.testsAreNamedSoThatTheyRun()),
                    Map.entry(
                            "applicationsAreITs",
                            _ -> TestRules.testsThatStartAnApplicationAreIntegrationTests()));

    @ParameterizedTest
    @CsvSource({
        "coreKnowsNoFramework, corelibrary, ProducerRecord",
        "coreKnowsNoAdapter, coreadapter, MarketRequest",
        "adapterKnowsNoOther, adapteradapter, MarketRequest",
        "featuresMeet, foreignfeature, MarketClient",
        "featuresHaveNoCycles, cycle, Cycle detected",
        "doorsAreNotPublic, publicdoor, MarketController",
        "doorsAreNotPublic, publiclistener, MarketListener",
        "doorsAreNotPublic, publicrepository, Markets",
        "bodiesAreValidated, unvalidated, MarketController",
        "fieldsAreNotInjected, fieldinjection, Autowired",
        "nobodyUsesLombok, usinglombok, Getter",
        "namesSay, badname, MarketManager",
        "packagesAreNullMarked, unmarked, not @NullMarked",
        "testsAreNamed, misnamed, MarketChecks",
        "applicationsAreITs, slowunit, MarketTest"
    })
    void failsOnTheFixtureThatBreaksIt(String rule, String fixture, String reason) {
        List<String> failures = evaluate(rule, fixture);

        assertThat(failures).isNotEmpty().allSatisfy(text -> assertThat(text).contains(reason));
    }

    @Test
    void holdsForAGoodService() {
        Stream.of(RULES.keySet().toArray(String[]::new))
                .forEach(rule -> assertThat(evaluate(rule, "good")).as(rule).isEmpty());
    }

    @Test
    void letsACoreUseALibraryThatItsServiceNames() {
        ServiceLayout layout = new ServiceLayout(FIXTURES + "corelibrary");

        assertThat(
                        ServiceRules.coreKnowsNoFramework(layout, List.of("org.apache.kafka."))
                                .evaluate(classes("corelibrary"))
                                .hasViolation())
                .isFalse();
    }

    private static List<String> evaluate(String rule, String fixture) {
        Function<ServiceLayout, ArchRule> found = RULES.get(rule);
        if (found == null) {
            throw new IllegalArgumentException("No rule " + rule);
        }
        return found.apply(new ServiceLayout(FIXTURES + fixture))
                .evaluate(classes(fixture))
                .getFailureReport()
                .getDetails();
    }

    private static JavaClasses classes(String fixture) {
        return new ClassFileImporter().importPackages(FIXTURES + fixture);
    }
}
