package io.guildhall.localstack.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MailFolderTest {
    private static final Instant NOW = Instant.parse("2026-11-22T08:00:00Z");

    @TempDir Path directory;

    @Test
    void listsTheNewestFirstAlsoWithinOneMillisecond() throws Exception {
        MailFolder folder = folder(10);

        receive(folder, "mira@example.org", "first");
        receive(folder, "mira@example.org", "second");

        assertThat(folder.list(Optional.of("MIRA@example.org")))
                .extracting(Mail::subject)
                .containsExactly("second", "first");
        assertThat(folder.list(Optional.of("kai@example.org"))).isEmpty();
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() throws Exception {
        MailFolder folder = folder(2);

        receive(folder, "a@example.org", "first");
        receive(folder, "a@example.org", "second");
        receive(folder, "a@example.org", "third");

        assertThat(folder.list(Optional.empty()))
                .extracting(Mail::subject)
                .containsExactly("third", "second");
        assertThat(folder(2).list(Optional.empty())).hasSize(2);
    }

    @Test
    void findsWhatWasThereBeforeARestart() throws Exception {
        receive(folder(10), "a@example.org", "kept");

        MailFolder again = folder(10);
        receive(again, "a@example.org", "later");

        assertThat(again.list(Optional.empty()))
                .extracting(Mail::subject)
                .containsExactly("later", "kept");
        assertThat(again.list(Optional.empty()).getLast().receivedAt()).isEqualTo(NOW);
    }

    @Test
    void isEmptyOnceItIsCleared() throws Exception {
        MailFolder folder = folder(10);
        receive(folder, "a@example.org", "gone");

        folder.clear();

        assertThat(folder.list(Optional.empty())).isEmpty();
        assertThat(folder(10).list(Optional.empty())).isEmpty();
    }

    private MailFolder folder(int limit) throws Exception {
        return new MailFolder(directory, Clock.fixed(NOW, ZoneOffset.UTC), limit);
    }

    private static void receive(MailFolder folder, String to, String subject) throws Exception {
        String mime = "From: g@example.org\r\nSubject: " + subject + "\r\n\r\nhello\r\n";
        folder.add(to, out -> out.write(mime.getBytes(StandardCharsets.UTF_8)));
    }
}
