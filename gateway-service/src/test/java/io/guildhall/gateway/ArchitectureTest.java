package io.guildhall.gateway;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

class ArchitectureTest {
    private static final JavaClasses GATEWAY =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("io.guildhall.gateway");

    /** One blocked thread of the event loop stops a part of all requests. */
    private static final ArchRule NEVER_BLOCKS =
            noClasses()
                    .should()
                    .callMethod(Mono.class, "block")
                    .orShould()
                    .callMethod(Flux.class, "blockLast")
                    .orShould()
                    .callMethod(Flux.class, "blockFirst")
                    .orShould()
                    .callMethod(Future.class, "get")
                    .orShould()
                    .callMethod(Thread.class, "sleep", long.class);

    /** The gateway knows of services only where they are. */
    private static final ArchRule KNOWS_NO_SERVICE =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "io.guildhall.defaults..", "io.guildhall.user..", "jakarta.servlet..");

    @Test
    void eventLoopIsNeverBlocked() {
        NEVER_BLOCKS.check(GATEWAY);
        assertThat(NEVER_BLOCKS.evaluate(only(Blocking.class)).hasViolation()).isTrue();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("io.guildhall.gateway.(*)..").should().beFreeOfCycles().check(GATEWAY);
        assertThat(GATEWAY.stream().map(type -> type.getPackageName()).distinct())
                .contains("io.guildhall.gateway.edge", "io.guildhall.gateway.limit");
    }

    @Test
    void servicesAreStrangers() {
        KNOWS_NO_SERVICE.check(GATEWAY);
    }

    private static JavaClasses only(Class<?> type) {
        return new ClassFileImporter().importClasses(type);
    }

    static final class Blocking {
        private Blocking() {}

        static String blocks(Mono<String> answer) {
            return String.valueOf(answer.block());
        }
    }
}
