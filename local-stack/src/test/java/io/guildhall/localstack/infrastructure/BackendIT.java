package io.guildhall.localstack.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.guildhall.localstack.mail.Mail;
import io.guildhall.localstack.process.Ports;
import io.guildhall.localstack.testing.SharedServers;
import jakarta.mail.Message;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each server serves, and what it was given is there after a crash, on the same port: whoever runs it, as {@link
 * SharedServers#BACKEND} says.
 */
class BackendIT {
    @TempDir Path folder;

    private final Backend backend = SharedServers.chosenBackend();
    private final Ports ports = new Ports();
    private Server server = new NoServer();

    @AfterEach
    void endsItsServer() {
        if (server.running()) {
            server.kill();
        }
    }

    @Test
    void mysqlKeepsRowsOverACrash() throws SQLException {
        MySqlServer mysql = started(backend.mysql(place()));
        MySqlServer.Access shop = mysql.createSchema("shop", "shop-password");
        MySqlServer.Access other = mysql.createSchema("other", "other-password");
        execute(
                shop,
                "CREATE TABLE Thing (id BIGINT PRIMARY KEY, name VARCHAR(20))",
                "INSERT INTO Thing VALUES (7, '公会')");

        mysql.kill();
        mysql.start();

        assertThat(single(shop, "SELECT name FROM Thing WHERE id = 7")).isEqualTo("公会");
        assertThat(single(shop, "SELECT @@time_zone")).isEqualTo("+00:00");
        assertThatThrownBy(() -> single(other, "SELECT name FROM shop.Thing"))
                .hasMessageContaining("denied");

        mysql.dropSchema("shop");
        assertThatThrownBy(() -> single(shop, "SELECT 1")).isInstanceOf(SQLException.class);
    }

    @Test
    void redisKeepsKeysOverAStop() throws IOException {
        RedisServer redis = started(backend.redis(place()));
        assertThat(redis(redis, "SELECT 1000", "SET guild hall")).isEqualTo("+OK+OK");

        redis.stop();
        redis.start();

        assertThat(redis(redis, "SELECT 1000", "GET guild")).isEqualTo("+OK$4hall");
    }

    @Test
    void kafkaKeepsRecordsOverACrash() throws Exception {
        KafkaServer kafka = started(backend.kafka(place()));
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>("guild", 0, "key", "before"))
                    .get(30, TimeUnit.SECONDS);

            kafka.kill();
            kafka.start();

            producer.send(new ProducerRecord<>("guild", 0, "key", "after"))
                    .get(30, TimeUnit.SECONDS);
        }

        assertThat(records(kafka)).containsExactly("before", "after");
    }

    @Test
    void mailsAreThereAfterACrash() throws Exception {
        MailServer mail = started(backend.mail(place(), ports.any()));
        send(mail, "Mira@Example.org", "你好", "plain words", "<p>marked <b>words</b></p>");

        mail.kill();
        mail.start();

        Mail found = mail.latestTo("mira@example.org").orElseThrow();
        assertThat(found.subject()).isEqualTo("你好");
        assertThat(found.text()).isEqualTo("plain words");
        assertThat(found.html()).isEqualTo("<p>marked <b>words</b></p>");
        assertThat(mail.mailsTo("somebody@example.org")).isEmpty();
        HttpResponse<String> page = get(mail.page().resolve("/mails/" + found.id() + "/html"));
        assertThat(page.body()).contains("marked <b>words</b>");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .startsWith("sandbox ")
                .contains("default-src 'none'");
        assertThat(get(mail.page()).body()).contains("Mails of the local Guildhall");
        assertThat(get(mail.page().resolve("/etc/passwd")).statusCode()).isEqualTo(404);
    }

    @Test
    void chainKeepsBlocksOverAStop() throws Exception {
        ChainNode chain = started(backend.chain(place()));
        assertThat(rpc(chain, "eth_chainId", "")).contains("\"0x7a69\"");
        rpc(chain, "anvil_mine", "\"0x5\"");

        chain.stop();
        chain.start();

        assertThat(rpc(chain, "eth_blockNumber", "")).contains("\"0x5\"");
    }

    @Test
    void chainComesBackFromAKillInTheMiddleOfWritingItsState() throws Exception {
        Place place = place();
        Path state = place.directory().resolve("state.json");
        Path copy = place.directory().resolve("state.whole.json");
        ChainNode chain = started(backend.chain(place));
        rpc(chain, "anvil_mine", "\"0x5\"");
        chain.stop();
        chain.start();
        await().until(() -> Files.exists(copy));

        chain.kill();
        Files.write(state, Arrays.copyOf(Files.readAllBytes(state), 1_000));
        chain.start();

        assertThat(rpc(chain, "eth_blockNumber", "")).contains("\"0x5\"");
    }

    @Test
    void aPausedServerAnswersNobodyUntilItIsResumed() throws IOException {
        RedisServer redis = started(backend.redis(place()));

        redis.pause();
        assertThat(redis.running()).isTrue();
        assertThatThrownBy(() -> Probe.redis(redis.port()).ready()).isInstanceOf(IOException.class);

        redis.resume();
        assertThat(Probe.redis(redis.port()).ready()).isTrue();
    }

    @Test
    void itsLogHasTheOutputOfEachStartOnce() {
        Place place = place();
        RedisServer redis = started(backend.redis(place));

        redis.stop();
        redis.start();
        redis.kill();

        assertThat(place.log())
                .content()
                .matches(log -> log.split("Ready to accept connections", -1).length == 3);
    }

    @Test
    void aFailedStartOfAProcessShowsItsLastLines() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            RedisServer redis =
                    new NativeBackend()
                            .redis(
                                    new Place(
                                            folder.resolve("redis"),
                                            folder.resolve("redis.log"),
                                            taken.getLocalPort()));

            assertThatThrownBy(redis::start)
                    .isInstanceOf(StartFailedException.class)
                    .hasMessageContaining("redis ended with code 1")
                    .hasMessageContaining("already in use");
        }
    }

    private <S extends Server> S started(S created) {
        server = created;
        created.start();
        return created;
    }

    private Place place() {
        return new Place(folder.resolve("server"), folder.resolve("server.log"), ports.any());
    }

    private static void execute(MySqlServer.Access access, String... statements)
            throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                access.url(), access.username(), access.password());
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    private static String single(MySqlServer.Access access, String query) throws SQLException {
        try (Connection connection =
                        DriverManager.getConnection(
                                access.url(), access.username(), access.password());
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            assertThat(rows.next()).isTrue();
            return rows.getString(1);
        }
    }

    private static String redis(RedisServer redis, String... commands) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), redis.port())) {
            socket.getOutputStream()
                    .write(
                            (String.join("\r\n", commands) + "\r\nQUIT\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
            String answer =
                    new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return answer.replace("\r\n", "").replaceFirst("\\+OK$", "");
        }
    }

    private static List<String> records(KafkaServer kafka) {
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(
                        Map.of("bootstrap.servers", kafka.bootstrapServers()),
                        new StringDeserializer(),
                        new StringDeserializer())) {
            TopicPartition partition = new TopicPartition("guild", 0);
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30))
                    .until(
                            () -> {
                                consumer.poll(Duration.ofMillis(500)).records(partition).stream()
                                        .map(ConsumerRecord::value)
                                        .forEach(values::add);
                                return values.size() >= 2;
                            });
            return values;
        }
    }

    private static void send(MailServer mail, String to, String subject, String text, String html)
            throws Exception {
        Properties properties = new Properties();
        properties.put("mail.smtp.host", "127.0.0.1");
        properties.put("mail.smtp.port", String.valueOf(mail.port()));
        MimeMessage message = new MimeMessage(Session.getInstance(properties));
        message.setFrom(new InternetAddress("guildhall@example.org"));
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(to));
        message.setSubject(subject, "UTF-8");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(text, "UTF-8");
        MimeBodyPart marked = new MimeBodyPart();
        marked.setContent(html, "text/html; charset=UTF-8");
        message.setContent(new MimeMultipart("alternative", plain, marked));
        Transport.send(message);
    }

    private static String rpc(ChainNode chain, String method, String parameters) throws Exception {
        String body =
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"%s\",\"params\":[%s]}"
                        .formatted(method, parameters);
        HttpRequest request =
                HttpRequest.newBuilder(chain.rpcUrl())
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build();
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
    }

    private static HttpResponse<String> get(URI uri) throws Exception {
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    /** Stands where a test has started nothing. */
    private static final class NoServer implements Server {
        @Override
        public String name() {
            return "none";
        }

        @Override
        public int port() {
            return 0;
        }

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public void kill() {}

        @Override
        public void pause() {}

        @Override
        public void resume() {}

        @Override
        public OptionalLong pid() {
            return OptionalLong.empty();
        }

        @Override
        public boolean running() {
            return false;
        }
    }
}
