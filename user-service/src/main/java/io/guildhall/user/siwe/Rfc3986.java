package io.guildhall.user.siwe;

import java.util.BitSet;

/**
 * The parts of RFC 3986 that EIP-4361 is made of, read by hand: {@code java.net.URI} follows the older RFC
 * 2396 and takes and refuses other texts, and one regular expression for all of it could be driven into a
 * stack overflow by a long text.
 */
final class Rfc3986 {
    private static final BitSet ALPHA = range('a', 'z', range('A', 'Z', new BitSet()));
    private static final BitSet DIGIT = range('0', '9', new BitSet());
    private static final BitSet HEX =
            range('a', 'f', range('A', 'F', range('0', '9', new BitSet())));
    private static final BitSet ALPHA_DIGIT = union(ALPHA, DIGIT);
    private static final BitSet SCHEME = union(ALPHA_DIGIT, of("+-."));
    private static final BitSet UNRESERVED = union(ALPHA_DIGIT, of("-._~"));
    private static final BitSet SUB_DELIMS = of("!$&'()*+,;=");
    private static final BitSet RESERVED = union(of(":/?#[]@"), SUB_DELIMS);

    /** Of these a percent sign stands only before two hexadecimal digits. */
    private static final BitSet REG_NAME = union(union(UNRESERVED, SUB_DELIMS), of("%"));

    private static final BitSet USER_INFO = union(REG_NAME, of(":"));
    private static final BitSet PCHAR = union(REG_NAME, of(":@"));
    private static final BitSet PATH = union(PCHAR, of("/"));
    private static final BitSet QUERY = union(PCHAR, of("/?"));
    private static final BitSet STATEMENT = union(union(RESERVED, UNRESERVED), of(" "));

    private Rfc3986() {}

    static boolean isScheme(String text) {
        return !text.isEmpty() && ALPHA.get(text.charAt(0)) && consistsOf(text, SCHEME);
    }

    /** URI: a scheme, then an authority with a path or a path alone, a query, a fragment. */
    static boolean isUri(String text) {
        int colon = text.indexOf(':');
        if (colon < 0 || !isScheme(text.substring(0, colon))) {
            return false;
        }
        String rest = text.substring(colon + 1);
        int hash = rest.indexOf('#');
        if (hash >= 0) {
            if (!consistsOf(rest.substring(hash + 1), QUERY)) {
                return false;
            }
            rest = rest.substring(0, hash);
        }
        int question = rest.indexOf('?');
        if (question >= 0) {
            if (!consistsOf(rest.substring(question + 1), QUERY)) {
                return false;
            }
            rest = rest.substring(0, question);
        }
        if (!rest.startsWith("//")) {
            return consistsOf(rest, PATH);
        }
        int slash = rest.indexOf('/', 2);
        String authority = slash < 0 ? rest.substring(2) : rest.substring(2, slash);
        String path = slash < 0 ? "" : rest.substring(slash);
        return isAuthority(authority) && consistsOf(path, PATH);
    }

    /** authority = [ userinfo "@" ] host [ ":" port ]; an empty host is one, says RFC 3986. */
    static boolean isAuthority(String text) {
        int at = text.indexOf('@');
        if (at >= 0 && !consistsOf(text.substring(0, at), USER_INFO)) {
            return false;
        }
        String hostAndPort = text.substring(at + 1);
        int end = hostEnd(hostAndPort);
        if (end < 0) {
            return false;
        }
        String host = hostAndPort.substring(0, end);
        String port = hostAndPort.substring(end);
        return (host.startsWith("[") ? isIpLiteral(host) : consistsOf(host, REG_NAME))
                && (port.isEmpty()
                        || (port.charAt(0) == ':' && consistsOf(port.substring(1), DIGIT)));
    }

    /** Whether an authority names a host; RFC 3986 lets it be empty, EIP-4361's domain is required. */
    static boolean namesHost(String authority) {
        String hostAndPort = authority.substring(authority.indexOf('@') + 1);
        return hostEnd(hostAndPort) > 0;
    }

    static boolean isPchars(String text) {
        return consistsOf(text, PCHAR);
    }

    /** EIP-4361's statement: *( reserved / unreserved / " " ), so no line feed and no percent sign. */
    static boolean isStatement(String text) {
        return consistsOf(text, STATEMENT);
    }

    static boolean isDigits(String text) {
        return !text.isEmpty() && consistsOf(text, DIGIT);
    }

    static boolean isAlphaDigits(String text) {
        return consistsOf(text, ALPHA_DIGIT);
    }

    static boolean isHex(String text) {
        return consistsOf(text, HEX);
    }

    private static int hostEnd(String hostAndPort) {
        if (hostAndPort.startsWith("[")) {
            int bracket = hostAndPort.indexOf(']');
            return bracket < 0 ? -1 : bracket + 1;
        }
        int colon = hostAndPort.indexOf(':');
        return colon < 0 ? hostAndPort.length() : colon;
    }

    private static boolean isIpLiteral(String bracketed) {
        String address = bracketed.substring(1, bracketed.length() - 1);
        return isIpFuture(address) || isIpv6(address);
    }

    /** IPvFuture = "v" 1*HEXDIG "." 1*( unreserved / sub-delims / ":" ). */
    private static boolean isIpFuture(String text) {
        int dot = text.indexOf('.');
        if (dot < 2 || (text.charAt(0) != 'v' && text.charAt(0) != 'V')) {
            return false;
        }
        String address = text.substring(dot + 1);
        return isHex(text.substring(1, dot))
                && !address.isEmpty()
                && address.indexOf('%') < 0
                && consistsOf(address, USER_INFO);
    }

    /** Eight groups of 16 bits; "::" once for one or more of them; the last two may be an IPv4 address. */
    private static boolean isIpv6(String text) {
        int gap = text.indexOf("::");
        if (gap < 0) {
            return groups(text, true) == 8;
        }
        String before = text.substring(0, gap);
        String after = text.substring(gap + 2);
        int left = before.isEmpty() ? 0 : groups(before, false);
        int right = after.isEmpty() ? 0 : groups(after, true);
        return left >= 0 && right >= 0 && left + right <= 7;
    }

    /** How many 16-bit groups the text has, or a large negative number when it is no list of groups. */
    private static int groups(String text, boolean ipv4AtEnd) {
        String[] parts = text.split(":", -1);
        int count = 0;
        for (int i = 0; i < parts.length; i++) {
            String part = parts[i];
            if (ipv4AtEnd && i == parts.length - 1 && isIpv4(part)) {
                count += 2;
            } else if (!part.isEmpty() && part.length() <= 4 && isHex(part)) {
                count++;
            } else {
                return -100;
            }
        }
        return count;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        if (octets.length != 4) {
            return false;
        }
        for (String octet : octets) {
            boolean canonical =
                    octet.length() == 1 || (octet.length() <= 3 && !octet.startsWith("0"));
            if (!isDigits(octet) || !canonical || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return true;
    }

    private static boolean consistsOf(String text, BitSet allowed) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (!allowed.get(c)) {
                return false;
            }
            if (c == '%' && !(i + 2 < text.length() && isHex(text.substring(i + 1, i + 3)))) {
                return false;
            }
        }
        return true;
    }

    private static BitSet range(char from, char to, BitSet into) {
        into.set(from, to + 1);
        return into;
    }

    private static BitSet of(String characters) {
        BitSet set = new BitSet();
        characters.chars().forEach(set::set);
        return set;
    }

    private static BitSet union(BitSet one, BitSet other) {
        BitSet both = (BitSet) one.clone();
        both.or(other);
        return both;
    }
}
