package io.guildhall.task.escrow;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class TermsTest {
    private static Terms terms(String reward, int feeRate) {
        return new Terms(
                "0xPublisher",
                "0xcontent",
                null,
                new BigInteger(reward),
                null,
                new Policy(
                        77,
                        3,
                        5_000,
                        feeRate,
                        259_200,
                        86_400,
                        172_800,
                        Instant.ofEpochSecond(1_800_000_000L)));
    }

    @Test
    void policyIsPackedAsTheContractReadsIt() {
        BigInteger word = terms("1", 250).policy().packed();

        assertThat(field(word, 0, 8)).isEqualTo(3);
        assertThat(field(word, 8, 16)).isEqualTo(5_000);
        assertThat(field(word, 24, 16)).isEqualTo(250);
        assertThat(field(word, 40, 24)).isEqualTo(259_200);
        assertThat(field(word, 64, 24)).isEqualTo(86_400);
        assertThat(field(word, 88, 24)).isEqualTo(172_800);
        assertThat(field(word, 112, 32)).isEqualTo(1_800_000_000L);
        assertThat(field(word, 144, 64)).isEqualTo(77);
        assertThat(word.bitLength()).isLessThanOrEqualTo(208);
    }

    private static long field(BigInteger word, int from, int bits) {
        return word.shiftRight(from)
                .and(BigInteger.ONE.shiftLeft(bits).subtract(BigInteger.ONE))
                .longValueExact();
    }

    @Test
    void splitLosesNoUnit() {
        for (int share : new int[] {0, 1, 3_333, 5_000, 9_999, 10_000}) {
            Terms terms = terms("1000000000000000001", 333);
            BigInteger toPlatform =
                    terms.fee()
                            .multiply(BigInteger.valueOf(share))
                            .divide(BigInteger.valueOf(10_000));

            assertThat(terms.toWorker(share).add(terms.toPublisher(share)).add(toPlatform))
                    .isEqualTo(terms.total());
        }
    }

    @Test
    void feeIsRoundedDown() {
        assertThat(terms("39", 250).fee()).isEqualTo(BigInteger.ZERO);
        assertThat(terms("40", 250).fee()).isEqualTo(BigInteger.ONE);
    }
}
