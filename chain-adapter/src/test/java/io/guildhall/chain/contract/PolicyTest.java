package io.guildhall.chain.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;

class PolicyTest {
    private static final Policy POLICY =
            new Policy(
                    0x0102030405060708L,
                    15,
                    10_000,
                    1_000,
                    0xabcdef,
                    0x123456,
                    0x654321,
                    4_000_000_000L);

    @Test
    void putsEachFieldWhereTheContractReadsIt() {
        BigInteger word = POLICY.packed();

        assertThat(word.toString(16))
                .isEqualTo(
                        "102030405060708"
                                + "ee6b2800"
                                + "654321"
                                + "123456"
                                + "abcdef"
                                + "03e8"
                                + "2710"
                                + "0f");
    }

    @Test
    void comesBackAsItWas() {
        assertThat(Policy.unpack(POLICY.packed())).isEqualTo(POLICY);
    }

    @Test
    void keepsAllBitsOfAStrangersNumber() {
        Policy strange = new Policy(-1, 0, 0, 0, 0, 600, 600, 4_000_000_000L);

        assertThat(strange.packed().bitLength()).isEqualTo(208);
        assertThat(Policy.unpack(strange.packed())).isEqualTo(strange);
    }

    @Test
    void refusesWhatWouldRunIntoTheNextField() {
        assertThatThrownBy(() -> new Policy(1, 256, 0, 0, 0, 0, 0, 0))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("escrow-malformed-policy"));
        assertThatThrownBy(() -> new Policy(1, 0, 0, 0, 0, 0, 0, 1L << 32))
                .isInstanceOf(ProblemException.class);
    }
}
