package io.guildhall.localstack.infrastructure;

import java.nio.file.Path;

/**
 * Where a server lives.
 *
 * @param directory its data, kept between starts
 * @param log its output
 * @param port where it serves, on loopback
 */
public record Place(Path directory, Path log, int port) {
    public Place {
        directory = directory.toAbsolutePath();
        log = log.toAbsolutePath();
    }
}
