package io.guildhall.localstack.mail;

import jakarta.mail.MessagingException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Mails as files, one for each recipient: they are there after a crash. The oldest go when there are too many. A file is the
 * recipient in a line, then the mail as it came.
 */
final class MailFolder {
    private static final String SUFFIX = ".mail";

    private final Path directory;
    private final Clock clock;
    private final int limit;
    private final NavigableMap<String, Mail> mails = new TreeMap<>();
    private long lastId;

    MailFolder(Path directory, Clock clock, int limit) throws IOException {
        this.directory = directory;
        this.clock = clock;
        this.limit = limit;
        Files.createDirectories(directory);
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(SUFFIX)).sorted().toList()) {
                load(file);
            }
        }
    }

    /** What writes a mail in its MIME form. */
    @FunctionalInterface
    interface MimeSource {
        void writeTo(OutputStream out) throws IOException, MessagingException;
    }

    /** Keeps a mail; it is on the disk when this returns. */
    synchronized Mail add(String recipient, MimeSource source)
            throws IOException, MessagingException {
        lastId = Math.max(lastId + 1, clock.millis() * 1_000);
        String id = String.valueOf(lastId);
        ByteArrayOutputStream mime = new ByteArrayOutputStream();
        mime.write((recipient + "\n").getBytes(StandardCharsets.UTF_8));
        source.writeTo(mime);
        Path unfinished = directory.resolve(id + ".unfinished");
        Files.write(unfinished, mime.toByteArray());
        Path file =
                Files.move(
                        unfinished, directory.resolve(id + SUFFIX), StandardCopyOption.ATOMIC_MOVE);
        Mail mail = read(file);
        mails.put(id, mail);
        while (mails.size() > limit) {
            remove(mails.firstKey());
        }
        return mail;
    }

    /** The newest first; those to one address, when it is given. */
    synchronized List<Mail> list(Optional<String> recipient) {
        return mails.descendingMap().values().stream()
                .filter(mail -> recipient.isEmpty() || mail.to().equalsIgnoreCase(recipient.get()))
                .toList();
    }

    synchronized Optional<Mail> find(String id) {
        return Optional.ofNullable(mails.get(id));
    }

    synchronized void clear() throws IOException {
        for (String id : List.copyOf(mails.keySet())) {
            remove(id);
        }
    }

    private void remove(String id) throws IOException {
        mails.remove(id);
        Files.deleteIfExists(directory.resolve(id + SUFFIX));
    }

    private void load(Path file) throws IOException {
        try {
            Mail mail = read(file);
            mails.put(mail.id(), mail);
            lastId = Long.parseLong(mail.id());
        } catch (MessagingException e) {
            throw new IOException(file + " is no mail", e);
        }
    }

    private static Mail read(Path file) throws IOException, MessagingException {
        String id = file.getFileName().toString().replace(SUFFIX, "");
        Instant receivedAt = Instant.ofEpochMilli(Long.parseLong(id) / 1_000);
        byte[] content = Files.readAllBytes(file);
        int line = 0;
        while (content[line] != '\n') {
            line++;
        }
        String recipient = new String(content, 0, line, StandardCharsets.UTF_8);
        InputStream mime = new ByteArrayInputStream(content, line + 1, content.length - line - 1);
        return MailParser.parse(id, recipient, receivedAt, mime);
    }
}
