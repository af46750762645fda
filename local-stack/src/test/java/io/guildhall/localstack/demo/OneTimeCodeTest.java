package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class OneTimeCodeTest {
    /** The vector of RFC 6238, appendix B, at 59 s, cut to six digits; the secret is the RFC's in base32. */
    @Test
    void agreesWithTheSpecification() {
        assertThat(OneTimeCode.at(Instant.ofEpochSecond(59), "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"))
                .isEqualTo("287082");
    }
}
