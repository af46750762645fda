package io.guildhall.user.account;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** The local stack reads the bootstrap token from a file to set its demo up; nowhere else is it written. */
@Component
@Profile("local")
class BootstrapTokenFile {
    private final Location location;

    BootstrapTokenFile(Location location) {
        this.location = location;
    }

    /**
     * Where the file is.
     *
     * @param bootstrapTokenFile absent where nobody reads it
     */
    @ConfigurationProperties("guildhall.user")
    record Location(@Nullable String bootstrapTokenFile) {}

    @EventListener
    void on(Bootstrap.Offered offered) {
        String file = location.bootstrapTokenFile();
        if (file == null || file.isBlank()) {
            return;
        }
        try {
            Files.writeString(Path.of(file), offered.token().value());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the bootstrap token to " + file, e);
        }
    }
}
