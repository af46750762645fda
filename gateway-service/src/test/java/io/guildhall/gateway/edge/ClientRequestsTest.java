package io.guildhall.gateway.edge;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.util.unit.DataSize;

class ClientRequestsTest {
    private static final String PROXY = "10.0.0.1";
    private static final String STRANGER = "203.0.113.9";

    private final ClientRequests requests =
            new ClientRequests(
                    new EdgeProperties(
                            List.of("10.0.0.0/8"),
                            DataSize.ofMegabytes(1),
                            List.of(),
                            Duration.ofSeconds(10),
                            Duration.ofSeconds(30),
                            List.of()));

    @Test
    void strangersWordsOnTheirAddressAreNotBelieved() {
        ServerHttpRequest request =
                seen(
                        from(STRANGER)
                                .header("X-Forwarded-For", "1.2.3.4")
                                .header("X-Forwarded-Proto", "https"));

        assertThat(address(request)).isEqualTo(STRANGER);
        assertThat(request.getURI()).hasScheme("http");
        assertThat(request.getHeaders().headerNames()).noneMatch(name -> name.startsWith("X-Forw"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "198.51.100.7|198.51.100.7",
                "1.2.3.4, 198.51.100.7|198.51.100.7",
                "1.2.3.4, 198.51.100.7, 10.0.0.2|198.51.100.7",
                "10.0.0.3, 10.0.0.2|10.0.0.3",
                "1.2.3.4, nonsense|10.0.0.1",
                "evil.example|10.0.0.1",
                "2001:db8::7|2001:db8:0:0:0:0:0:7",
            })
    void lastAddressThatIsNoProxyIsTheClient(String chain, String client) {
        assertThat(address(seen(from(PROXY).header("X-Forwarded-For", chain)))).isEqualTo(client);
    }

    @Test
    void chainMayComeInSeveralLines() {
        var request = from(PROXY).header("X-Forwarded-For", "1.2.3.4", "198.51.100.7");

        assertThat(address(seen(request))).isEqualTo("198.51.100.7");
    }

    @Test
    void proxySaysSchemeAndHost() {
        ServerHttpRequest request =
                seen(
                        from(PROXY)
                                .header("X-Forwarded-Proto", "https")
                                .header("X-Forwarded-Host", "guild.example"));

        assertThat(request.getURI()).hasToString("https://guild.example/api/v1/me?q=%20x");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil/../path", "a b", "user@evil.example", "x:99999999", "a\tb"})
    void oddHostsAreIgnored(String host) {
        ServerHttpRequest request = seen(from(PROXY).header("X-Forwarded-Host", host));

        assertThat(request.getURI()).hasHost("localhost");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-User",
                "X-User-Id",
                "X_User_Id",
                "Content_Type",
                "x-userid",
                "X-Auth-Request-User",
                "X-Service-Name",
                "Forwarded",
                "X-Forwarded-Prefix",
                "X-Real-IP",
                "X-Client-IP",
                "True-Client-IP",
                "CF-Connecting-IP",
                "X-Cluster-Client-IP",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-HTTP-Method",
                "X-HTTP-Method-Override",
                "X-Method-Override",
                "X-Guildhall-Service",
                "Guildhall-Service-Token",
                "Grpc-Metadata-X",
                "traceparent",
                "tracestate",
                "baggage",
                "b3",
                "X-B3-TraceId",
                "Proxy",
                "Proxy-Authorization",
                "X-Trace-Id",
            })
    void clientMayNotSend(String header) {
        ServerHttpRequest request = seen(from(STRANGER).header(header, "1"));

        assertThat(request.getHeaders().containsHeader(header)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "X-Guildhall-Client",
                "Authorization",
                "Cookie",
                "Idempotency-Key",
                "Accept-Language",
                "Origin",
                "Content-Type",
            })
    void clientMaySend(String header) {
        ServerHttpRequest request = seen(from(STRANGER).header(header, "text/plain"));

        assertThat(request.getHeaders().getFirst(header)).isEqualTo("text/plain");
    }

    @Test
    void headersMeantForOneHopEndHere() {
        ServerHttpRequest request =
                seen(from(STRANGER).header("Connection", "close, X-Extra").header("X-Extra", "1"));

        assertThat(request.getHeaders().containsHeader("X-Extra")).isFalse();
    }

    /** Else a client could take from a request what tells where it goes and where it ends. */
    @ParameterizedTest
    @ValueSource(strings = {"Host", "Content-Length", "Connection"})
    void headersThatFrameTheRequestStayWhateverIsMeantForOneHop(String header) {
        ServerHttpRequest request =
                seen(
                        from(STRANGER)
                                .header("Host", "guild.example")
                                .header("Content-Length", "3")
                                .header("Connection", header));

        assertThat(request.getHeaders().containsHeader(header)).isTrue();
    }

    @Test
    void longHostsAreIgnored() {
        String longest = "a".repeat(253);

        assertThat(seen(from(PROXY).header("X-Forwarded-Host", longest)).getURI()).hasHost(longest);
        assertThat(seen(from(PROXY).header("X-Forwarded-Host", longest + "a")).getURI())
                .hasHost("localhost");
    }

    @Test
    void oddSchemesAreIgnored() {
        ServerHttpRequest request = seen(from(PROXY).header("X-Forwarded-Proto", "javascript"));

        assertThat(request.getURI()).hasScheme("http");
    }

    private ServerHttpRequest seen(MockServerHttpRequest.BaseBuilder<?> request) {
        return requests.apply(request.build());
    }

    private static MockServerHttpRequest.BaseBuilder<?> from(String address) {
        return MockServerHttpRequest.method(
                        HttpMethod.GET, URI.create("http://localhost/api/v1/me?q=%20x"))
                .remoteAddress(new InetSocketAddress(address, 4711));
    }

    private static String address(ServerHttpRequest request) {
        return Objects.requireNonNull(request.getRemoteAddress()).getAddress().getHostAddress();
    }
}
