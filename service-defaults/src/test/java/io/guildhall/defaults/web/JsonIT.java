package io.guildhall.defaults.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.web.HttpCall.Answer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

/** What JSON is read and written. */
@WebDefaultsTest
class JsonIT {
    @LocalServerPort private int port;

    @Test
    void writesLongsAsStringsAndTimesInUtc() {
        Answer answer =
                post(
                        "{\"id\":\"9007199254740993\",\"name\":\"name\",\"count\":3,"
                                + "\"at\":\"2026-01-01T08:00:00+08:00\"}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text("$.id")).isEqualTo("9007199254740993");
        assertThat(answer.at("$.count")).isEqualTo(3);
        assertThat(answer.text("$.at")).isEqualTo("2026-01-01T00:00:00Z");
        assertThat(answer.at("$.email")).isNull();
    }

    @Test
    void readsLongsFromNumbersToo() {
        assertThat(post("{\"id\":12,\"name\":\"name\",\"count\":3}").text("$.id")).isEqualTo("12");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1.5",
                "1e3",
                "\"\"",
                "\" 1\"",
                "\"1.0\"",
                "\"9223372036854775808\"",
                "9223372036854775808",
                "true",
                "null",
                "[1]",
                "\"０\""
            })
    void refusesWhatIsNoLong(String id) {
        Answer answer = post("{\"id\":" + id + ",\"name\":\"name\",\"count\":3}");

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":1,\"name\":\"x\",\"count\":3}|name|size",
                "{\"id\":1,\"name\":\"name\",\"email\":\"nobody\",\"count\":3}|email|email",
                "{\"id\":1,\"name\":\"name\",\"count\":10}|count|max",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"items\":[{\"name\":\" \"}]}|items[0].name|not-blank",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"colour\":\"GREEN\"}|colour|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"colour\":0}|colour|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3.7}|count|type",
                "{\"id\":1,\"name\":\"name\",\"count\":\"3\"}|count|type",
                "{\"id\":1,\"name\":5,\"count\":3}|name|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"at\":\"yesterday\"}|at|type",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"items\":[{\"name\":\"a\",\"b\":1}]}|items[0].b|unknown",
                "{\"id\":1,\"name\":\"name\",\"count\":3,\"admin\":true}|admin|unknown"
            })
    void tellsWhichFieldIsWrong(String body, String field, String code) {
        Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.code()).isEqualTo("invalid-request");
        assertThat(answer.text("$.errors[0].field")).isEqualTo(field);
        assertThat(answer.text("$.errors[0].code")).isEqualTo(code);
        assertThat(answer.text("$.errors[0].message")).isNotBlank();
    }

    @Test
    void tellsTheLimitsOfAField() {
        Answer answer = post("{\"id\":1,\"name\":\"x\",\"count\":3}");

        assertThat(answer.at("$.errors[0].limits.min")).isEqualTo(3);
        assertThat(answer.at("$.errors[0].limits.max")).isEqualTo(20);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "nonsense",
                "{\"id\":1,\"id\":2,\"name\":\"name\",\"count\":3}",
                "{\"id\":1,\"name\":\"name\",\"count\":3} {}"
            })
    void refusesWhatIsNotOneWellFormedObject(String body) {
        Answer answer = post(body);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid-request");
    }

    @Test
    void refusesDeepJson() {
        String deep = "{\"items\":" + "[".repeat(500) + "]".repeat(500) + "}";

        assertThat(post(deep).status()).isEqualTo(400);
    }

    private Answer post(String body) {
        return HttpCall.to(port, "/things").post(body);
    }
}
