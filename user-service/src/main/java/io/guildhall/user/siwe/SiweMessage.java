package io.guildhall.user.siwe;

import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A Sign-In with Ethereum message (EIP-4361) that keeps to the specification's grammar. It is a lossless
 * reading: {@link #text()} gives back exactly the text that was parsed, so two texts never mean one message.
 *
 * @param scheme of the asking origin, null when the message does not say it
 * @param domain authority (RFC 3986) of the asking origin, never empty
 * @param address account that signs, in EIP-55 form
 * @param statement what the person agrees to; null when there is none, which differs from an empty one
 * @param uri subject of the signing (RFC 3986)
 * @param chainId digits as signed; {@link #chain()} is the number
 * @param nonce at least eight letters and digits
 * @param issuedAt when the message was made
 * @param expirationTime from when on it is no longer good
 * @param notBefore from when on it is good
 * @param requestId identifier of the request, possibly empty
 * @param resources URIs listed; null when the message has no list, which differs from an empty list
 * @see <a href="https://eips.ethereum.org/EIPS/eip-4361">EIP-4361</a>
 */
public record SiweMessage(
        @Nullable String scheme,
        String domain,
        String address,
        @Nullable String statement,
        String uri,
        String chainId,
        String nonce,
        SiweTime issuedAt,
        @Nullable SiweTime expirationTime,
        @Nullable SiweTime notBefore,
        @Nullable String requestId,
        @Nullable List<String> resources) {

    /** The only version there is. */
    public static final String VERSION = "1";

    static final String GREETING = " wants you to sign in with your Ethereum account:";

    public SiweMessage {
        resources = resources == null ? null : List.copyOf(resources);
    }

    /**
     * Reads a message.
     *
     * @throws SiweFormatException when the text does not keep to the grammar in every character
     */
    public static SiweMessage parse(String text) {
        return new SiweParser(text).parse();
    }

    /** The number of the chain that the session is bound to. */
    public BigInteger chain() {
        return new BigInteger(chainId);
    }

    /** Whether the message is good at a time: not before it begins, not at or after its end. */
    public boolean isValidAt(Instant time) {
        return !(expirationTime != null && !time.isBefore(expirationTime.instant()))
                && !(notBefore != null && time.isBefore(notBefore.instant()));
    }

    /** The text that is signed. */
    public String text() {
        StringBuilder text = new StringBuilder(400);
        if (scheme != null) {
            text.append(scheme).append("://");
        }
        text.append(domain).append(GREETING).append('\n').append(address).append("\n\n");
        if (statement != null) {
            text.append(statement).append('\n');
        }
        text.append("\nURI: ").append(uri);
        text.append("\nVersion: ").append(VERSION);
        text.append("\nChain ID: ").append(chainId);
        text.append("\nNonce: ").append(nonce);
        text.append("\nIssued At: ").append(issuedAt.text());
        if (expirationTime != null) {
            text.append("\nExpiration Time: ").append(expirationTime.text());
        }
        if (notBefore != null) {
            text.append("\nNot Before: ").append(notBefore.text());
        }
        if (requestId != null) {
            text.append("\nRequest ID: ").append(requestId);
        }
        if (resources != null) {
            text.append("\nResources:");
            resources.forEach(resource -> text.append("\n- ").append(resource));
        }
        return text.toString();
    }
}
