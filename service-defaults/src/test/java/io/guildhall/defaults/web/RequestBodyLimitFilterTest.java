package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemResponsesFixture;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** Bodies that do not say how long they are, however they are read. */
class RequestBodyLimitFilterTest {
    private static final int LIMIT = 10;
    private static final int MULTIPART_LIMIT = 20;

    @Test
    void readsToTheLimitAndNoFurther() {
        for (Function<HttpServletRequest, Integer> way : ways()) {
            assertThat(read(way, "application/json", LIMIT)).isEqualTo(LIMIT);
            refuses(() -> read(way, "application/json", LIMIT + 1), LIMIT);
        }
    }

    @Test
    void readsFurtherInAForm() {
        for (String type : List.of("multipart/form-data; boundary=x", "Multipart/Mixed")) {
            for (Function<HttpServletRequest, Integer> way : ways()) {
                assertThat(read(way, type, MULTIPART_LIMIT)).isEqualTo(MULTIPART_LIMIT);
                refuses(() -> read(way, type, MULTIPART_LIMIT + 1), MULTIPART_LIMIT);
            }
        }
    }

    private static void refuses(ThrowingCallable reading, int limit) {
        assertThatThrownBy(reading)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> {
                            assertThat(problem.code()).isEqualTo("request-too-large");
                            assertThat(problem.properties()).containsEntry("maxBytes", limit);
                        });
    }

    private static List<Function<HttpServletRequest, Integer>> ways() {
        return List.of(
                request -> byteByByte(stream(request)),
                request -> inOnePiece(stream(request)),
                RequestBodyLimitFilterTest::asText);
    }

    private static int read(
            Function<HttpServletRequest, Integer> way, String contentType, int length) {
        MockHttpServletRequest request =
                new MockHttpServletRequest() {
                    @Override
                    public long getContentLengthLong() {
                        return -1;
                    }
                };
        request.setContentType(contentType);
        request.setContent(new byte[length]);
        int[] read = new int[1];
        RequestBodyLimitFilter filter =
                new RequestBodyLimitFilter(
                        ProblemResponsesFixture.responses(), LIMIT, MULTIPART_LIMIT);
        try {
            filter.doFilterInternal(
                    request,
                    new MockHttpServletResponse(),
                    (passed, _) -> read[0] = way.apply((HttpServletRequest) passed));
        } catch (Exception e) {
            throw e instanceof RuntimeException failure ? failure : new IllegalStateException(e);
        }
        return read[0];
    }

    private static ServletInputStream stream(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int byteByByte(ServletInputStream body) {
        try {
            int read = 0;
            while (body.read() >= 0) {
                read++;
            }
            return read;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int inOnePiece(ServletInputStream body) {
        try {
            return body.readAllBytes().length;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int asText(HttpServletRequest request) {
        try {
            return request.getReader().readAllAsString().length();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
