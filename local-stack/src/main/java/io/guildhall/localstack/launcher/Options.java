package io.guildhall.localstack.launcher;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;

/**
 * What the command line asks for.
 *
 * @param command up, down or status
 * @param port the port of the site; the first free one from 8080 on when it is not given
 * @param fresh begins without the data of earlier runs
 * @param demo makes the demo accounts
 * @param demoTasks makes the demo tasks before the command that is run
 * @param root the repository
 * @param state the folder of data, logs and secrets
 * @param then a command that is run when the system is ready; the system ends with it
 */
record Options(
        String command,
        OptionalInt port,
        boolean fresh,
        boolean demo,
        boolean demoTasks,
        Path root,
        Path state,
        List<String> then) {
    static final String USAGE =
            "up [--port N] [--fresh] [--no-demo] [--state FOLDER] [[--demo-tasks] -- COMMAND …] | down [--state FOLDER] | status [--state FOLDER]";

    /** A command line that makes no sense. */
    static final class RefusedException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RefusedException(String message) {
            super(message + "\nusage: ./guildhall " + USAGE);
        }
    }

    static Options parse(Path root, List<String> arguments) {
        Deque<String> rest = new ArrayDeque<>(arguments);
        String command = rest.isEmpty() ? "" : rest.removeFirst();
        if (!List.of("up", "down", "status").contains(command)) {
            throw new RefusedException("no such command: " + command);
        }
        OptionalInt port = OptionalInt.empty();
        boolean fresh = false;
        boolean demo = true;
        boolean demoTasks = false;
        Path state = root.resolve("target/local-stack");
        List<String> then = List.of();
        while (!rest.isEmpty()) {
            String option = rest.removeFirst();
            switch (option) {
                case "--port" -> port = OptionalInt.of(port(value(option, rest)));
                case "--fresh" -> fresh = true;
                case "--no-demo" -> demo = false;
                case "--demo-tasks" -> demoTasks = true;
                case "--state" -> state = Path.of(value(option, rest)).toAbsolutePath();
                case "--" -> {
                    then = List.copyOf(rest);
                    rest.clear();
                }
                default -> throw new RefusedException("no such option: " + option);
            }
        }
        return new Options(command, port, fresh, demo, demoTasks, root, state, then);
    }

    private static String value(String option, Deque<String> rest) {
        if (rest.isEmpty()) {
            throw new RefusedException(option + " lacks its value");
        }
        return rest.removeFirst();
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // Told below, as for a number out of range.
        }
        throw new RefusedException(
                "--port is " + text + ": expected 1 to 65535, or 0 for any free one");
    }
}
