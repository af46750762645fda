package io.guildhall.user.account;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import java.util.Locale;
import java.util.function.Consumer;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The one way in which a user changes: locked, saved, announced, and refused in words when a name is taken. */
@Component
class AccountStore {
    private final Users users;
    private final ApplicationEventPublisher events;

    AccountStore(Users users, ApplicationEventPublisher events) {
        this.users = users;
        this.events = events;
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Account change(long userId, Consumer<User> change) {
        User user = locked(userId);
        change.accept(user);
        return save(user);
    }

    @Transactional(propagation = Propagation.MANDATORY)
    User locked(long userId) {
        return users.findLocked(userId).orElseThrow(() -> unknown(userId));
    }

    /** The account as it is now, not locked. */
    @Transactional(readOnly = true)
    Account present(long userId) {
        return users.findByUserId(userId).map(User::account).orElseThrow(() -> unknown(userId));
    }

    @Transactional(propagation = Propagation.MANDATORY)
    Account save(User user) {
        try {
            Account account = users.saveAndFlush(user).account();
            events.publishEvent(new AccountSaved(account));
            return account;
        } catch (DataIntegrityViolationException e) {
            throw taken(e);
        }
    }

    static ProblemException unknown(long userId) {
        return new ProblemException(
                ProblemKind.NOT_FOUND, "user-not-found", "No user has the id " + userId + ".");
    }

    static ProblemException usernameTaken() {
        return new ProblemException(
                        ProblemKind.CONFLICT, "username-taken", "Somebody has this username.")
                .withField("username", "username-taken", "taken, expected a free one");
    }

    private static RuntimeException taken(DataIntegrityViolationException e) {
        String constraint = constraint(e);
        if (constraint.contains("uk_user_username")) {
            return usernameTaken();
        }
        if (constraint.contains("uk_user_phone")) {
            return new ProblemException(
                            ProblemKind.CONFLICT, "phone-taken", "Somebody has this phone number.")
                    .withField("phone", "phone-taken", "taken, expected one's own");
        }
        if (constraint.contains("uk_user_ethereum_address")) {
            return new ProblemException(
                    ProblemKind.CONFLICT,
                    "address-already-linked",
                    "The Ethereum address belongs to another account.");
        }
        if (constraint.contains("uk_user_email")) {
            return new ProblemException(
                    ProblemKind.INVALID,
                    "token-invalid",
                    "Another account has proved this mail address first.");
        }
        return e;
    }

    private static String constraint(@Nullable Throwable error) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConstraintViolationException violation
                    && violation.getConstraintName() != null) {
                return violation.getConstraintName().toLowerCase(Locale.ROOT);
            }
        }
        return "";
    }
}
