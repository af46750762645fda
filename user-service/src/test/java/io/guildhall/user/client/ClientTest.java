package io.guildhall.user.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientTest {
    private static String network(String address) {
        return new Client(address, "Firefox").network();
    }

    /** Whoever has one of them has 2^64. */
    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:2:ffff:ffff:ffff:ffff",
        "2001:db8:1:2::1, 2001:0DB8:0001:0002:0000:0000:0000:0abc"
    })
    void countsAnIpv6NetworkAsOne(String one, String other) {
        assertThat(network(one)).isEqualTo(network(other));
    }

    @ParameterizedTest
    @CsvSource({
        "2001:db8:1:2::1, 2001:db8:1:3::1",
        "10.0.0.1, 10.0.0.2",
        "::ffff:10.0.0.1, ::ffff:10.0.0.2"
    })
    void tellsNetworksApart(String one, String other) {
        assertThat(network(one)).isNotEqualTo(network(other));
    }

    @Test
    void takesWhatIsNoAddressAsItIs() {
        assertThat(network("fe80::1%nowhere")).isEqualTo("fe80::1%nowhere");
        assertThat(network("unknown")).isEqualTo("unknown");
    }
}
