package io.guildhall.user.account;

import org.jspecify.annotations.Nullable;

/** Makes and checks the stored form of passwords. Takes a good part of a second: never within a transaction. */
public interface PasswordHashing {
    /**
     * Makes a hash with a salt of its own.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code too-busy}, as all that hash
     */
    String hash(String password);

    /** Whether it is the password of this hash; takes as long when there is none. */
    boolean matches(String password, @Nullable String hash);

    /** Whether the hash was made with weaker parameters than today's. */
    boolean isOutdated(String hash);
}
