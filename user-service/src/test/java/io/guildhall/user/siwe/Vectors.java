package io.guildhall.user.siwe;

import static org.junit.jupiter.api.Assumptions.abort;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The public test vectors of EIP-4361 (spruceid/siwe). They are not part of the repository: they lie in
 * {@code ../shared/vectors/siwe} beside its root, or where the system property {@code guildhall.vectors} says.
 */
final class Vectors {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private Vectors() {}

    /** The named vectors of a file; without the files the test is aborted, and says so. */
    static Map<String, JsonNode> read(String file) {
        Path path = folder().map(folder -> folder.resolve(file)).orElse(null);
        if (path == null || !Files.isRegularFile(path)) {
            return abort(
                    "The EIP-4361 vector "
                            + file
                            + " is not here: neither ../shared/vectors/siwe beside the project nor"
                            + " -Dguildhall.vectors has it");
        }
        Map<String, JsonNode> vectors = new TreeMap<>();
        JSON.readTree(path.toFile())
                .propertyStream()
                .forEach(v -> vectors.put(v.getKey(), v.getValue()));
        return vectors;
    }

    private static Optional<Path> folder() {
        String property = System.getProperty("guildhall.vectors");
        if (property != null) {
            return Optional.of(Path.of(property));
        }
        for (Path path = Path.of("").toAbsolutePath(); path != null; path = path.getParent()) {
            Path folder = path.resolve("shared/vectors/siwe");
            if (Files.isDirectory(folder)) {
                return Optional.of(folder);
            }
        }
        return Optional.empty();
    }
}
