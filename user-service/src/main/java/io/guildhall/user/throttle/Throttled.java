package io.guildhall.user.throttle;

import java.time.Duration;

/** What may be tried only so often. */
public enum Throttled {
    /** Logins with one identifier from one address. */
    LOGIN(10, Duration.ofMinutes(15)),
    /** Logins to an account from one browser that its owner has used before; counts instead of the others by identifier. */
    LOGIN_DEVICE(10, Duration.ofMinutes(15)),
    /** Logins with one identifier from anywhere: slows a guess that comes from many addresses. */
    LOGIN_IDENTIFIER(100, Duration.ofHours(1)),
    /** Logins from one address. */
    LOGIN_ADDRESS(300, Duration.ofMinutes(15)),
    /** Codes for one account's second factor. */
    SECOND_FACTOR(10, Duration.ofMinutes(15)),
    /** Passwords given again by somebody who is logged in. */
    REAUTHENTICATION(10, Duration.ofMinutes(15)),
    /** Accounts made from one address. */
    REGISTRATION(30, Duration.ofHours(1)),
    /** Usernames looked up from one address. */
    USERNAME_CHECK(120, Duration.ofMinutes(1)),
    /** Recoveries asked for one mail address from one network: a stranger's requests count for the stranger only. */
    RECOVERY(5, Duration.ofHours(1)),
    /** Links for recovery mailed to one address, whoever asks. One is always back before the last one mailed runs out. */
    RECOVERY_MAILBOX(10, Duration.ofHours(1)),
    /** Recoveries asked from one address. */
    RECOVERY_ADDRESS(30, Duration.ofHours(1)),
    /** Tokens from mails, presented from one address. */
    MAILED_TOKEN(60, Duration.ofMinutes(15)),
    /** Codes sent to one phone. */
    PHONE_CODE(5, Duration.ofHours(1)),
    /** Codes sent because of one address. */
    PHONE_CODE_ADDRESS(20, Duration.ofHours(1)),
    /** Verification mails to one account's address. */
    VERIFICATION_MAIL(5, Duration.ofHours(1)),
    /** Verification mails to one mail address, whoever asks for them: strangers register with it as often as they like. */
    VERIFICATION_ADDRESS(10, Duration.ofHours(1)),
    /** Refreshes from one address; a browser needs four an hour. */
    REFRESH(600, Duration.ofMinutes(15)),
    /** Wallet challenges handed to one address. */
    WALLET_CHALLENGE(60, Duration.ofMinutes(15)),
    /** Signatures presented from one address. */
    WALLET_LOGIN(60, Duration.ofMinutes(15)),
    /** Bootstrap tokens tried by one account. */
    BOOTSTRAP(10, Duration.ofHours(1));

    private final int times;
    private final Duration within;

    Throttled(int times, Duration within) {
        this.times = times;
        this.within = within;
    }

    Limit usual() {
        return new Limit(times, within);
    }

    /**
     * How often something may be tried.
     *
     * @param times how often at once
     * @param within the time after which all of them are there again
     */
    record Limit(int times, Duration within) {}
}
