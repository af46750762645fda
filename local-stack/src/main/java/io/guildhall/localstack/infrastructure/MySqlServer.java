package io.guildhall.localstack.infrastructure;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;

/** MySQL, with an account that may make schemas. */
public final class MySqlServer extends DelegatingServer {
    /** Small: nothing here writes more between two checkpoints, and every data directory has it. */
    static final String REDO_LOG = "32M";

    /** The account of tests and of the local stack; it is open on loopback only. */
    static final String ADMINISTRATOR = "guildhall_admin";

    static final String ADMINISTRATOR_PASSWORD = "local-only";

    private static final Pattern SIMPLE_NAME = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]{0,31}");
    private static final Pattern SIMPLE_PASSWORD = Pattern.compile("[a-zA-Z0-9_-]{8,64}");

    MySqlServer(Server server) {
        super(server);
    }

    /**
     * An account's way to its schema.
     *
     * @param url for JDBC
     */
    public record Access(String url, String username, String password) {}

    /** Makes a schema and an account of the same name that may do everything in it, and nothing elsewhere. Repeatable. */
    public Access createSchema(String name, String password) {
        requireMatch(SIMPLE_NAME, name, "a schema's name");
        requireMatch(SIMPLE_PASSWORD, password, "a password");
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS `" + name + "`");
            statement.execute(
                    "CREATE USER IF NOT EXISTS '"
                            + name
                            + "'@'%' IDENTIFIED BY '"
                            + password
                            + "'");
            statement.execute("ALTER USER '" + name + "'@'%' IDENTIFIED BY '" + password + "'");
            statement.execute(
                    "GRANT ALL PRIVILEGES ON `"
                            + name.replace("_", "\\_")
                            + "`.* TO '"
                            + name
                            + "'@'%'");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot make the schema " + name, e);
        }
        return access(name, password);
    }

    /** The way to a schema that {@link #createSchema} has made. */
    public Access access(String name, String password) {
        return new Access(url(name), name, password);
    }

    /** Removes a schema and its account, when they are there. */
    public void dropSchema(String name) {
        requireMatch(SIMPLE_NAME, name, "a schema's name");
        try (Connection connection = administrator();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS `" + name + "`");
            statement.execute("DROP USER IF EXISTS '" + name + "'@'%'");
        } catch (SQLException e) {
            throw new IllegalStateException("cannot drop the schema " + name, e);
        }
    }

    /** A connection that may see and change everything: for tests that look behind a service. */
    public Connection administrator() throws SQLException {
        return DriverManager.getConnection(url("mysql"), ADMINISTRATOR, ADMINISTRATOR_PASSWORD);
    }

    /** The same way for a program that is not this one, as {@code mysql://} says it. */
    public String administratorUrl() {
        return "mysql://%s:%s@127.0.0.1:%d/"
                .formatted(ADMINISTRATOR, ADMINISTRATOR_PASSWORD, port());
    }

    private String url(String schema) {
        return url(port(), schema);
    }

    private static String url(int port, String schema) {
        return "jdbc:mysql://127.0.0.1:"
                + port
                + "/"
                + schema
                + "?sslMode=DISABLED&allowPublicKeyRetrieval=true";
    }

    /** Ready means: the administrator gets in, so the accounts exist too. */
    static Probe probe(int port) {
        return () -> {
            try (Connection connection =
                    DriverManager.getConnection(
                            url(port, "mysql") + "&connectTimeout=1000&socketTimeout=2000",
                            ADMINISTRATOR,
                            ADMINISTRATOR_PASSWORD)) {
                return connection.isValid(1);
            } catch (SQLException e) {
                throw new IOException(e);
            }
        };
    }

    /** What the server runs at each start, for {@code --init-file}: root@localhost is refused on 127.0.0.1. */
    static String accounts() {
        return """
        CREATE USER IF NOT EXISTS '%1$s'@'%%' IDENTIFIED BY '%2$s';
        GRANT ALL PRIVILEGES ON *.* TO '%1$s'@'%%' WITH GRANT OPTION;
        """
                .formatted(ADMINISTRATOR, ADMINISTRATOR_PASSWORD);
    }

    private static void requireMatch(Pattern pattern, String value, String what) {
        if (!pattern.matcher(value).matches()) {
            throw new IllegalArgumentException(value + " is not " + what + ": expected " + pattern);
        }
    }
}
