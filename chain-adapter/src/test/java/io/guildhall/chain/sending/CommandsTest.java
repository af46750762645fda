package io.guildhall.chain.sending;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.chain.node.Node;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class CommandsTest {
    @Test
    void refusesWhatTakesMoreGasThanThePlatformPaysFor() {
        CommandBook book = mock(CommandBook.class);
        Node node = mock(Node.class);
        when(node.estimateGas(any())).thenReturn(BigInteger.valueOf(29_000_000));
        Commands commands =
                new Commands(book, node, mock(SendingWork.class), SendingFixture.properties());

        assertThatThrownBy(
                        () ->
                                commands.give(
                                        new NewCommand(
                                                "1",
                                                "claim",
                                                "0x" + "22".repeat(32),
                                                7,
                                                "0x" + "11".repeat(20),
                                                "0x" + "33".repeat(20),
                                                "0x")))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("escrow-gas-too-high");
                            assertThat(problem.kind()).isEqualTo(ProblemKind.CONFLICT);
                        });

        verify(book, never()).accept(any());
    }
}
