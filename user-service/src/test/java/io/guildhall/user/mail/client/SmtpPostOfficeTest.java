package io.guildhall.user.mail.client;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.mail.PostOffice;
import io.guildhall.user.site.SiteProperties;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/** What a mail server says of one mail is told from what it says of all. */
class SmtpPostOfficeTest {
    /** A mail server that answers as it is told; to everything else it says yes. */
    private static final class PlayedServer implements AutoCloseable {
        private final ServerSocket door;
        private final Map<String, String> answers;

        PlayedServer(Map<String, String> answers) throws IOException {
            this.door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
            this.answers = answers;
            Thread.ofVirtual().start(this::serve);
        }

        private void serve() {
            while (!door.isClosed()) {
                try (Socket client = door.accept()) {
                    talk(client);
                } catch (IOException e) {
                    // The client or the test is gone.
                }
            }
        }

        private void talk(Socket client) throws IOException {
            BufferedReader lines =
                    new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            say(client, "220 played");
            boolean inText = false;
            String line;
            while ((line = lines.readLine()) != null) {
                if (inText && !line.equals(".")) {
                    continue;
                }
                String verb = inText ? "." : line.split("[ :]", 2)[0].toUpperCase(Locale.ROOT);
                String yes = verb.equals("DATA") ? "354 go on" : "250 yes";
                String answer = answers.getOrDefault(verb, yes);
                inText = answer.startsWith("354");
                say(client, answer);
                if (verb.equals("QUIT")) {
                    return;
                }
            }
        }

        private static void say(Socket client, String answer) throws IOException {
            OutputStream out = client.getOutputStream();
            out.write((answer + "\r\n").getBytes(US_ASCII));
            out.flush();
        }

        int port() {
            return door.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            door.close();
        }
    }

    private static void sendTo(int port) {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(InetAddress.getLoopbackAddress().getHostAddress());
        sender.setPort(port);
        SiteProperties site = new SiteProperties(URI.create("https://guildhall.example"), "1");
        MailComposer composer =
                new MailComposer(
                        sender, new MailProperties("Guildhall <guildhall@example.org>"), site);
        new SmtpPostOffice(composer, sender)
                .send(new MailContent(MailKind.UNBANNED, "lin@example.org", "en", "Lin", "", null));
    }

    /** A stranger who registers with an address that the server refuses must hold up nobody's mail. */
    @ParameterizedTest
    @CsvSource({
        "RCPT,550 5.1.1 <lin@example.org> no such user,true",
        "RCPT,501 5.1.3 bad address syntax,true",
        "RCPT,450 4.2.1 greylisted,false",
        "RCPT,452 4.2.2 mailbox full,false",
        "., 554 5.7.1 looks like spam,true",
        "., 451 4.7.1 try again,false"
    })
    void tellsARefusedMailFromAClosedServer(String verb, String answer, boolean forGood)
            throws Exception {
        try (PlayedServer server = new PlayedServer(Map.of(verb, answer))) {
            assertThatThrownBy(() -> sendTo(server.port()))
                    .isInstanceOf(PostOffice.RefusedException.class)
                    .hasFieldOrPropertyWithValue("forGood", forGood)
                    .hasMessageContaining(answer.substring(0, 3))
                    // Goes into logs.
                    .hasMessageNotContaining("lin@example.org");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "MAIL,550 5.7.1 this sender may send nothing",
        "MAIL,451 4.3.0 try again later",
        "RCPT,421 4.3.2 going down",
        "DATA,451 4.3.0 try again later",
        "., 421 4.3.2 going down"
    })
    void takesWhatConcernsEveryMailForAClosedServer(String verb, String answer) throws Exception {
        try (PlayedServer server = new PlayedServer(Map.of(verb, answer))) {
            assertThatThrownBy(() -> sendTo(server.port()))
                    .isInstanceOf(PostOffice.ClosedException.class);
        }
    }

    @Test
    void takesAServerThatIsAwayForAClosedOne() throws Exception {
        int port;
        try (PlayedServer server = new PlayedServer(Map.of())) {
            port = server.port();
        }

        assertThatThrownBy(() -> sendTo(port)).isInstanceOf(PostOffice.ClosedException.class);
    }

    @Test
    void handsAMailOver() throws Exception {
        try (PlayedServer server = new PlayedServer(Map.of())) {
            assertThatCode(() -> sendTo(server.port())).doesNotThrowAnyException();
        }
    }
}
