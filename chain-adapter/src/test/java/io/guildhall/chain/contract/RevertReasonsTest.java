package io.guildhall.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.contracts.TaskEscrow;
import org.junit.jupiter.api.Test;
import org.web3j.abi.CustomErrorEncoder;
import org.web3j.abi.datatypes.CustomError;

class RevertReasonsTest {
    @Test
    void namesTheContractsErrors() {
        assertThat(reason(TaskEscrow.TASKESCROW_WRONGSTATUS_ERROR))
                .isEqualTo("escrow-wrong-status");
        assertThat(reason(TaskEscrow.TASKESCROW_DEADLINEPASSED_ERROR))
                .isEqualTo("escrow-deadline-passed");
        assertThat(reason(TaskEscrow.TASKESCROW_NOTATOKEN_ERROR)).isEqualTo("escrow-not-a-token");
        assertThat(reason(TaskEscrow.TASKESCROW_OPENEDTHISBLOCK_ERROR))
                .isEqualTo("escrow-opened-this-block");
        assertThat(reason(TaskEscrow.ESCROWROLES_PAUSED_ERROR)).isEqualTo("escrow-paused");
        assertThat(reason(TaskEscrow.ESCROWROLES_NOTTHEASSIGNER_ERROR))
                .isEqualTo("escrow-not-the-assigner");
    }

    @Test
    void hasOneNameForAllThatItDoesNotKnow() {
        assertThat(RevertReasons.of("")).isEqualTo("escrow-reverted");
        assertThat(RevertReasons.of("0x")).isEqualTo("escrow-reverted");
        assertThat(RevertReasons.of("0xdeadbeef")).isEqualTo("escrow-reverted");
    }

    private static String reason(CustomError error) {
        return RevertReasons.of(
                CustomErrorEncoder.encode(error).substring(0, 10) + "00".repeat(64));
    }
}
