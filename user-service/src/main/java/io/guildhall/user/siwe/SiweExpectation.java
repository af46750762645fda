package io.guildhall.user.siwe;

import io.guildhall.user.siwe.SiweRefusal.Reason;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message has to say: exactly what this service asked the person to sign.
 *
 * @param scheme of our origin; a message may leave it out, never say another
 * @param domain our authority with its port, if it has one
 * @param address EIP-55 form of the account that asked for the challenge
 * @param statement null when none was asked for
 * @param uri ours
 * @param chain number of our chain
 * @param nonce of the challenge
 * @param issuedFrom a message issued earlier answers another challenge
 * @param clockSkew how far ahead the signer's clock may be
 */
public record SiweExpectation(
        String scheme,
        String domain,
        String address,
        @Nullable String statement,
        String uri,
        BigInteger chain,
        String nonce,
        Instant issuedFrom,
        Duration clockSkew) {

    /**
     * Compares a message with it.
     *
     * @throws SiweRefusal at the first thing that differs
     */
    public void check(SiweMessage message, Instant now) {
        if (message.scheme() != null) {
            same(Reason.SCHEME_MISMATCH, message.scheme(), scheme);
        }
        same(Reason.DOMAIN_MISMATCH, message.domain(), domain);
        same(Reason.ADDRESS_MISMATCH, message.address(), address);
        same(Reason.STATEMENT_MISMATCH, message.statement(), statement);
        same(Reason.URI_MISMATCH, message.uri(), uri);
        same(Reason.CHAIN_MISMATCH, message.chain(), chain);
        same(Reason.NONCE_MISMATCH, message.nonce(), nonce);
        if (message.requestId() != null || message.resources() != null) {
            // Whatever they would mean to the signer, we did not ask for it and would not do it.
            throw new SiweRefusal(
                    Reason.UNEXPECTED_FIELD, "Found a request id or resources, expected none");
        }
        Instant issuedAt = message.issuedAt().instant();
        if (issuedAt.isBefore(issuedFrom)) {
            throw new SiweRefusal(
                    Reason.ISSUED_BEFORE_CHALLENGE,
                    "Issued at " + issuedAt + ", expected " + issuedFrom + " or later");
        }
        if (issuedAt.isAfter(now.plus(clockSkew))) {
            throw new SiweRefusal(
                    Reason.ISSUED_IN_FUTURE, "Issued at " + issuedAt + ", but now is " + now);
        }
        if (!message.isValidAt(now)) {
            boolean early =
                    message.notBefore() != null && now.isBefore(message.notBefore().instant());
            throw new SiweRefusal(
                    early ? Reason.NOT_YET_VALID : Reason.EXPIRED,
                    "The message is not valid at " + now);
        }
    }

    private static void same(Reason reason, @Nullable Object found, @Nullable Object expected) {
        if (!Objects.equals(found, expected)) {
            throw new SiweRefusal(reason, "Found \"" + found + "\", expected \"" + expected + "\"");
        }
    }
}
