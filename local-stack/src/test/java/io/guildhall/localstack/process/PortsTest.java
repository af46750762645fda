package io.guildhall.localstack.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PortsTest {
    @Test
    void takesTheWantedPortWhenItIsFree() {
        assertThat(new Ports(port -> true).from(8080)).isEqualTo(8080);
    }

    @Test
    void takesTheNextFreePortWhenTheWantedOneIsTaken() {
        assertThat(new Ports(port -> port >= 8083).from(8080)).isEqualTo(8083);
    }

    @Test
    void givesNoPortTwice() {
        Ports ports = new Ports(port -> true);

        assertThat(ports.from(8080)).isEqualTo(8080);
        assertThat(ports.from(8080)).isEqualTo(8081);
    }

    @Test
    void givesNoPortTwiceThoughInstancesDoNotKnowEachOther() {
        assertThat(Stream.generate(() -> new Ports().any()).limit(1_500)).doesNotHaveDuplicates();
    }

    @Test
    void saysWhereItBeganWhenNothingIsFree() {
        assertThatThrownBy(() -> new Ports(port -> false).from(65_000))
                .hasMessageContaining("65000");
    }

    @Test
    void seesThatSomebodyListens() throws IOException {
        try (ServerSocket taken = new ServerSocket(0)) {
            assertThat(Ports.isFree(taken.getLocalPort())).isFalse();
        }
    }
}
