package io.guildhall.localstack.infrastructure;

import io.guildhall.localstack.process.ChildProcess;
import io.guildhall.localstack.process.Command;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;

/** The development node among the packages of the contracts. */
final class Foundry {
    private final Path contracts;

    Foundry(Path contracts) {
        this.contracts = contracts;
    }

    /** The node's binary: of the folder that {@code FOUNDRY_BIN} names, or of the package, which is installed if missing. */
    synchronized Path anvil() {
        String chosen = System.getenv("FOUNDRY_BIN");
        if (chosen != null && !chosen.isBlank()) {
            return Path.of(chosen, "anvil");
        }
        String platform =
                System.getProperty("os.arch").equals("aarch64") ? "linux-arm64" : "linux-amd64";
        Path binary =
                contracts.resolve("node_modules/@foundry-rs/anvil-" + platform + "/bin/anvil");
        if (!Files.isExecutable(binary)) {
            install();
        }
        if (!Files.isExecutable(binary)) {
            throw new IllegalStateException(
                    "no development node for "
                            + platform
                            + " among the packages: install Foundry 1.7 and let FOUNDRY_BIN name its folder");
        }
        return binary;
    }

    private void install() {
        Path log = contracts.resolve("target/npm-ci.log");
        try {
            Files.createDirectories(contracts.resolve("target"));
            try (FileChannel channel =
                            FileChannel.open(
                                    contracts.resolve("target/npm-ci.lock"),
                                    StandardOpenOption.CREATE,
                                    StandardOpenOption.WRITE);
                    FileLock lock = channel.lock()) {
                ChildProcess npm =
                        ChildProcess.start(
                                new Command(
                                        List.of("npm", "ci", "--no-audit", "--no-fund"),
                                        contracts,
                                        log));
                if (!lock.isValid()
                        || !npm.endsWithin(Duration.ofMinutes(5))
                        || npm.exitCode() != 0) {
                    npm.kill();
                    throw new StartFailedException("npm ci", "in contracts/ failed", log);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
