package io.guildhall.localstack.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What to run.
 *
 * @param line program and arguments
 * @param directory where it runs
 * @param environment what is added to this process's environment
 * @param log the file that gets both outputs, appended
 */
public record Command(
        List<String> line, Path directory, Map<String, String> environment, Path log) {
    public Command {
        line = List.copyOf(line);
        environment = Map.copyOf(environment);
    }

    public Command(List<String> line, Path directory, Path log) {
        this(line, directory, Map.of(), log);
    }

    /** The same with more arguments at the end. */
    public Command with(List<String> arguments) {
        List<String> longer = new ArrayList<>(line);
        longer.addAll(arguments);
        return new Command(longer, directory, environment, log);
    }
}
