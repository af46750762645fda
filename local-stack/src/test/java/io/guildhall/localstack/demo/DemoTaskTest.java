package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DemoTaskTest {
    private final DemoTask plain =
            DemoTask.by("mira", "plain")
                    .with(
                            DemoStep.apply(),
                            DemoStep.accept(),
                            DemoStep.fund(),
                            DemoStep.ask("kai", "I know the way."),
                            DemoStep.claim("kai"),
                            DemoStep.dispute("mira", "It is dark."),
                            DemoStep.state("kai", "It burns."),
                            DemoStep.rule(5_000, "Half of it burns."));

    @Test
    void isWhereItWasWhenNothingHappenedMeanwhile() {
        assertThat(plain.stepsDone(0, "DRAFT")).hasValue(0);
        assertThat(plain.stepsDone(4, "OPEN")).hasValue(4);
        assertThat(plain.stepsDone(8, "RULED")).hasValue(8);
    }

    @Test
    void aStepThatNobodyRememberedIsDone() {
        assertThat(plain.stepsDone(0, "IN_REVIEW")).hasValue(1);
        assertThat(plain.stepsDone(4, "CLAIMED")).hasValue(5);
    }

    @Test
    void whatTheChainHasLostIsToBeDoneAgain() {
        assertThat(plain.stepsDone(8, "CLAIMED")).hasValue(5);
        assertThat(plain.stepsDone(5, "AWAITING_FUNDS")).hasValue(2);
    }

    /** What is said stays said when the chain loses a block. */
    @Test
    void whatTheChainDoesNotKnowIsNotDoneAgain() {
        assertThat(plain.stepsDone(8, "DISPUTED")).hasValue(7);
        assertThat(plain.stepsDone(5, "OPEN")).hasValue(4);
    }

    @Test
    void aDraftThatCameBackIsNotANewOne() {
        DemoTask refused =
                DemoTask.by("mira", "boost").with(DemoStep.apply(), DemoStep.refuse("No."));

        assertThat(refused.stepsDone(0, "DRAFT")).hasValue(0);
        assertThat(refused.stepsDone(1, "DRAFT")).hasValue(2);
        assertThat(refused.stepsDone(2, "DRAFT")).hasValue(2);
    }

    @Test
    void whatEndsByItselfMayHaveEnded() {
        DemoTask reopened =
                DemoTask.by("lin", "watch")
                        .thenByItself("OPEN")
                        .with(DemoStep.applyTrusted(), DemoStep.fund(), DemoStep.claim("kai"));
        DemoTask released =
                DemoTask.by("lin", "emblem")
                        .thenByItself("COMPLETED")
                        .with(
                                DemoStep.applyTrusted(),
                                DemoStep.fund(),
                                DemoStep.claim("kai"),
                                DemoStep.submit("kai", "Here."));

        assertThat(reopened.stepsDone(2, "OPEN")).hasValue(2);
        assertThat(reopened.stepsDone(3, "OPEN")).hasValue(3);
        assertThat(released.stepsDone(3, "COMPLETED")).hasValue(4);
        assertThat(released.stepsDone(4, "OPEN")).hasValue(2);
    }

    @Test
    void someStatusesItNeverHas() {
        assertThat(plain.stepsDone(5, "EXPIRED")).isEqualTo(OptionalInt.empty());
    }
}
