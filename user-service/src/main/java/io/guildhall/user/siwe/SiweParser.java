package io.guildhall.user.siwe;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads one message line by line, in the only order that the grammar knows. */
final class SiweParser {
    /** Nothing that people sign is longer; it bounds the work that a stranger can ask for. */
    static final int LONGEST = 8_192;

    private final String[] lines;
    private int next;

    SiweParser(String text) {
        if (text.length() > LONGEST) {
            throw new SiweFormatException(
                    "message", text.length() + " characters, at most " + LONGEST + " are read");
        }
        // Only a line feed ends a line; a carriage return is a character that no field allows.
        lines = text.split("\n", -1);
    }

    SiweMessage parse() {
        String origin = line("domain");
        if (!origin.endsWith(SiweMessage.GREETING)) {
            throw refuse("domain", origin, "a domain, then \"" + SiweMessage.GREETING + "\"");
        }
        origin = origin.substring(0, origin.length() - SiweMessage.GREETING.length());
        String scheme = schemeOf(origin);
        String domain = scheme == null ? origin : origin.substring(scheme.length() + 3);
        if (!Rfc3986.isAuthority(domain) || !Rfc3986.namesHost(domain)) {
            throw refuse("domain", domain, "an RFC 3986 authority");
        }
        String address = line("address");
        if (!Eip55.isChecksummed(address)) {
            throw refuse(
                    "address", address, "0x and 40 hexadecimal digits with the case of EIP-55");
        }
        emptyLine("statement");
        String statement = statement();

        String uri = labelled("URI: ", "uri");
        if (!Rfc3986.isUri(uri)) {
            throw refuse("uri", uri, "an RFC 3986 URI");
        }
        String version = labelled("Version: ", "version");
        if (!version.equals(SiweMessage.VERSION)) {
            throw refuse("version", version, SiweMessage.VERSION);
        }
        String chainId = labelled("Chain ID: ", "chain-id");
        if (!Rfc3986.isDigits(chainId)) {
            throw refuse("chain-id", chainId, "decimal digits");
        }
        String nonce = labelled("Nonce: ", "nonce");
        if (nonce.length() < 8 || !Rfc3986.isAlphaDigits(nonce)) {
            throw refuse("nonce", nonce, "at least 8 letters and digits");
        }
        SiweTime issuedAt = time(labelled("Issued At: ", "issued-at"), "issued-at");
        SiweTime expirationTime = optionalTime("Expiration Time: ", "expiration-time");
        SiweTime notBefore = optionalTime("Not Before: ", "not-before");
        String requestId = optional("Request ID: ");
        if (requestId != null && !Rfc3986.isPchars(requestId)) {
            throw refuse("request-id", requestId, "RFC 3986 path characters");
        }
        List<String> resources = resources();
        if (next < lines.length) {
            throw refuse("message", lines[next], "its end");
        }
        return new SiweMessage(
                scheme,
                domain,
                address,
                statement,
                uri,
                chainId,
                nonce,
                issuedAt,
                expirationTime,
                notBefore,
                requestId,
                resources);
    }

    private static @Nullable String schemeOf(String origin) {
        int end = origin.indexOf("://");
        if (end < 0) {
            return null;
        }
        String scheme = origin.substring(0, end);
        if (!Rfc3986.isScheme(scheme)) {
            throw refuse("scheme", scheme, "an RFC 3986 scheme");
        }
        return scheme;
    }

    /** Either a statement, then an empty line, or the empty line alone; a statement may itself be empty. */
    private @Nullable String statement() {
        if (next + 1 < lines.length && lines[next].isEmpty() && !lines[next + 1].isEmpty()) {
            next++;
            return null;
        }
        String statement = line("statement");
        if (!Rfc3986.isStatement(statement)) {
            throw refuse("statement", statement, "one line of RFC 3986 characters and spaces");
        }
        emptyLine("statement");
        return statement;
    }

    private @Nullable List<String> resources() {
        if (next >= lines.length || !lines[next].equals("Resources:")) {
            return null;
        }
        next++;
        List<String> resources = new ArrayList<>();
        while (next < lines.length) {
            String resource = labelled("- ", "resources");
            if (!Rfc3986.isUri(resource)) {
                throw refuse("resources", resource, "an RFC 3986 URI");
            }
            resources.add(resource);
        }
        return resources;
    }

    private static SiweTime time(String text, String field) {
        return SiweTime.parse(text).orElseThrow(() -> refuse(field, text, "an RFC 3339 date-time"));
    }

    private @Nullable SiweTime optionalTime(String label, String field) {
        String text = optional(label);
        return text == null ? null : time(text, field);
    }

    private @Nullable String optional(String label) {
        return next < lines.length && lines[next].startsWith(label)
                ? lines[next++].substring(label.length())
                : null;
    }

    private String labelled(String label, String field) {
        String line = line(field);
        if (!line.startsWith(label)) {
            throw refuse(field, line, "\"" + label + "\"");
        }
        return line.substring(label.length());
    }

    private void emptyLine(String field) {
        String line = line(field);
        if (!line.isEmpty()) {
            throw refuse(field, line, "an empty line");
        }
    }

    private String line(String field) {
        if (next >= lines.length) {
            throw new SiweFormatException(field, "The message ends before its " + field);
        }
        return lines[next++];
    }

    private static SiweFormatException refuse(String field, String found, String expected) {
        String shown = found.length() > 80 ? found.substring(0, 80) + "…" : found;
        return new SiweFormatException(
                field, field + ": found \"" + shown + "\", expected " + expected);
    }
}
