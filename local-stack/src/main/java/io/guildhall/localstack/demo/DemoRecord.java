package io.guildhall.localstack.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * What must be remembered of the demo accounts, since nobody can ask the system for it: kept beside the data.
 *
 * @param password of all of them
 * @param complete whether all of them are as they should be
 * @param adminSecret the admin's TOTP secret in base32
 * @param recoveryCodes of the admin, unused
 */
record DemoRecord(
        String password,
        boolean complete,
        @Nullable String adminSecret,
        List<String> recoveryCodes,
        List<DemoAccount> accounts) {

    static DemoRecord read(Path file, String password) {
        try {
            Optional<DemoRecord> known =
                    Files.exists(file)
                            ? Optional.of(
                                    JsonMapper.shared()
                                            .readValue(Files.readAllBytes(file), DemoRecord.class))
                            : Optional.empty();
            return known.orElseGet(
                    () -> new DemoRecord(password, false, null, List.of(), List.of()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (JacksonException e) {
            throw new IllegalStateException(file + " cannot be read: start with --fresh", e);
        }
    }

    DemoRecord withAdmin(String secret, List<String> codes) {
        return new DemoRecord(password, complete, secret, codes, accounts);
    }

    DemoRecord completeWith(List<DemoAccount> all) {
        return new DemoRecord(password, true, adminSecret, recoveryCodes, all);
    }

    void writeTo(Path file) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(
                    file,
                    JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(this));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
