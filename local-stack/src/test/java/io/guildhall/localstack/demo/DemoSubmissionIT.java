package io.guildhall.localstack.demo;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.guildhall.localstack.demo.DemoCast.Person;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.SharedServers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Work is handed in once, also where somebody was killed before it was signed. The platform is played. */
class DemoSubmissionIT {
    private static final String TEXT = "Three moods are in the folder.";
    private static final DemoStep STEP = DemoStep.submit("lin", TEXT);
    private static final DemoTask TASK = DemoTask.by("mira", "mascot").with(STEP);

    @TempDir Path folder;

    private final ChainNode chain = node();
    private final List<String> handedIn = new CopyOnWriteArrayList<>();
    private final List<String> signed = new CopyOnWriteArrayList<>();
    private volatile String worker = "";
    private HttpServer platform;
    private DemoDeeds deeds;

    private static ChainNode node() {
        SharedServers.get().start(List.of(Infrastructure.CHAIN));
        return SharedServers.get().chain();
    }

    @BeforeEach
    void play() throws IOException {
        platform = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        platform.createContext("/", this::answer);
        platform.start();
        String wallet = chain.call("eth_accounts").path(6).asString();
        SentTransactions sent = new SentTransactions(folder.resolve("sent.json"));
        Map<String, Person> people =
                Map.of(
                        "mira", new Person("1", "mira", new DemoWallet(chain, wallet, sent)),
                        "lin", new Person("2", "lin", new DemoWallet(chain, wallet, sent)));
        deeds =
                new DemoDeeds(
                        new PublicApi("http://127.0.0.1:" + platform.getAddress().getPort()),
                        new DemoCast(people, "admin", "arbiter"),
                        new DemoLog(folder.resolve("demo.log")));
    }

    @AfterEach
    void stop() {
        platform.stop(0);
    }

    /** Knows the submission 7, and 6 of before the funding was lost. */
    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        if (exchange.getRequestMethod().equals("GET")) {
            boolean own = exchange.getRequestHeaders().getFirst("Authorization").endsWith("lin");
            write(exchange, 200, own ? worker : "{}");
            return;
        }
        JsonNode asked = JsonMapper.shared().readTree(exchange.getRequestBody().readAllBytes());
        String submission = asked.path("submissionId").asString("");
        if (path.endsWith("/submissions")) {
            handedIn.add(asked.path("text").asString());
            write(exchange, 201, "{\"submissionId\":\"7\"}");
        } else if (submission.equals("6")) {
            write(exchange, 404, "{\"code\":\"submission-unknown\"}");
        } else if (path.endsWith("/consents")) {
            signed.add(submission);
            write(
                    exchange,
                    201,
                    """
                    {"consentId": "1", "typedData": {
                      "domain": {"name": "played"}, "primaryType": "Submission", "message": {"task": "9"},
                      "types": {"EIP712Domain": [{"name": "name", "type": "string"}],
                                "Submission": [{"name": "task", "type": "string"}]}}}""");
        } else {
            write(exchange, 200, "{}");
        }
    }

    private static void write(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    private void submit(String submissions) {
        worker = "{\"round\": 1, \"submissions\": [" + submissions + "]}";
        JsonNode publisher = JsonMapper.shared().readTree("{\"round\": 1, \"submissions\": []}");
        deeds.take(TASK, "9", STEP, publisher);
    }

    private static String submission(String id, int round, String text) {
        return "{\"id\": \"%s\", \"round\": %d, \"text\": \"%s\"}".formatted(id, round, text);
    }

    @Test
    void isHandedInAndSigned() {
        submit("");

        assertThat(handedIn).containsExactly(TEXT);
        assertThat(signed).containsExactly("7");
    }

    @Test
    void isOnlySignedWhereItWasHandedInAlready() {
        submit(submission("7", 1, TEXT));

        assertThat(handedIn).isEmpty();
        assertThat(signed).containsExactly("7");
    }

    @Test
    void isHandedInWhereOnlySomethingElseWas() {
        submit(submission("4", 0, TEXT) + ',' + submission("5", 1, "Two moods."));

        assertThat(handedIn).containsExactly(TEXT);
        assertThat(signed).containsExactly("7");
    }

    @Test
    void isHandedInAnewWhenTheChainLostTheFundingSince() {
        submit(submission("6", 1, TEXT));

        assertThat(handedIn).containsExactly(TEXT);
        assertThat(signed).containsExactly("7");
    }
}
