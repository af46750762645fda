package io.guildhall.defaults.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;

class RepeatableRequestTest {
    private static RepeatableRequest request(
            String method, String path, String query, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest(method, path);
        request.setQueryString(query);
        request.setContent(body.getBytes(UTF_8));
        return new RepeatableRequest(request);
    }

    @Test
    void isTheSameWhenItComesAgain() throws IOException {
        RepeatableRequest one = request("POST", "/deposits", "note=a", "{}");
        RepeatableRequest again = request("POST", "/deposits", "note=a", "{}");

        assertThat(one.fingerprint()).isEqualTo(again.fingerprint()).hasSize(64);
    }

    @Test
    void isAnotherWithAnotherMethodPathQueryOrBody() throws IOException {
        String own = request("POST", "/deposits", "note=a", "{}").fingerprint();

        assertThat(request("PUT", "/deposits", "note=a", "{}").fingerprint()).isNotEqualTo(own);
        assertThat(request("POST", "/gifts", "note=a", "{}").fingerprint()).isNotEqualTo(own);
        assertThat(request("POST", "/deposits", "note=b", "{}").fingerprint()).isNotEqualTo(own);
        assertThat(request("POST", "/deposits", "note=a", "[]").fingerprint()).isNotEqualTo(own);
    }

    @Test
    void isReadAgainAfterItsFingerprintWasTaken() throws IOException {
        RepeatableRequest request = request("POST", "/deposits", "note=a", "{\"amount\":5}");
        assertThat(request.fingerprint()).isNotEmpty();

        assertThat(request.getInputStream().readAllBytes()).asString().isEqualTo("{\"amount\":5}");
        assertThat(request.getReader().readAllAsString()).isEqualTo("{\"amount\":5}");
    }
}
