package io.guildhall.task.market;

import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The beginning of a Markdown text as plain text. Reads no more than it shows: texts are long, drafts are saved at every pause
 * of their writer, and who writes may mean harm.
 */
final class Excerpt {
    private static final int LONGEST = 200;

    /** Nothing but signs that draw a line, underline a heading, or divide a table's head from its rows. */
    private static final Pattern RULE = Pattern.compile("[-=*_|: ]+");

    private static final Pattern FENCE = Pattern.compile("(```|~~~)[^`]*");

    /** In front of a line: quotes, headings, list markers with their boxes. Numbers of lists say something, and stay. */
    private static final Pattern MARKER =
            Pattern.compile("(>|#{1,6}(?=\\s|$)|[-*+](?=\\s|$)|\\[[ xX]](?=\\s))\\s*");

    private static final String ESCAPABLE = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    private final StringBuilder plain = new StringBuilder();

    private Excerpt() {}

    /** Up to 200 characters; an ellipsis is the last of them where there is more. */
    static String of(String markdown) {
        Excerpt excerpt = new Excerpt();
        for (String line : (Iterable<String>) markdown.lines()::iterator) {
            excerpt.line(line.strip());
            if (excerpt.isFull()) {
                break;
            }
        }
        return excerpt.cut();
    }

    private boolean isFull() {
        return plain.length() > LONGEST && plain.codePointCount(0, plain.length()) > LONGEST;
    }

    private String cut() {
        String all = plain.toString().strip();
        return all.codePointCount(0, all.length()) <= LONGEST
                ? all
                : all.substring(0, all.offsetByCodePoints(0, LONGEST - 1)) + "…";
    }

    private void line(String line) {
        if (FENCE.matcher(line).matches() || RULE.matcher(line).matches()) {
            return;
        }
        Matcher marker = MARKER.matcher(line).useTransparentBounds(true);
        int from = 0;
        while (marker.region(from, line.length()).lookingAt()) {
            from = marker.end();
        }
        inline(line.substring(from), line.startsWith("|", from));
        put(' ');
    }

    private void inline(String text, boolean row) {
        // From the end of a link's text to the end of its address.
        Map<Integer, Integer> jumps = new HashMap<>();
        int at = 0;
        while (at < text.length() && !isFull()) {
            Integer jump = jumps.get(at);
            at = jump == null ? sign(text, at, row, jumps) : jump;
        }
    }

    /** Takes in what stands at a place; gives the next one. */
    private int sign(String text, int at, boolean row, Map<Integer, Integer> jumps) {
        char sign = text.charAt(at);
        switch (sign) {
            case '\\' -> {
                if (at + 1 < text.length() && ESCAPABLE.indexOf(text.charAt(at + 1)) >= 0) {
                    put(text.charAt(at + 1));
                    return at + 2;
                }
            }
            case '!' -> {
                if (text.startsWith("[", at + 1) && linksAt(text, at + 1, new HashMap<>())) {
                    return at + 1;
                }
            }
            case '[' -> {
                if (linksAt(text, at, jumps)) {
                    return at + 1;
                }
            }
            case '<' -> {
                int end = tagEnd(text, at);
                if (end > 0) {
                    address(text.substring(at + 1, end));
                    return end + 1;
                }
            }
            case '`' -> {
                return at + 1;
            }
            case '~' -> {
                if (text.startsWith("~~", at)) {
                    return at + 2;
                }
            }
            case '|' -> {
                if (row) {
                    put(' ');
                    return at + 1;
                }
            }
            case '*', '_' -> {
                int end = runEnd(text, at);
                if (!emphasises(text, at, end)) {
                    text.substring(at, end).chars().forEach(same -> put((char) same));
                }
                return end;
            }
            default -> {}
        }
        put(sign);
        return at + 1;
    }

    /** Whether a link's text begins here; keeps where its address is. */
    private static boolean linksAt(String text, int at, Map<Integer, Integer> jumps) {
        int depth = 0;
        for (int i = at; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign == '[') {
                depth++;
            } else if (sign == ']' && --depth == 0) {
                int end = text.startsWith("(", i + 1) ? text.indexOf(')', i) : -1;
                if (end > 0) {
                    jumps.put(i, end + 1);
                }
                return end > 0;
            }
        }
        return false;
    }

    /** Where a tag ends that begins here; -1 where none does. */
    private static int tagEnd(String text, int at) {
        boolean begins =
                at + 1 < text.length()
                        && (Character.isLetter(text.charAt(at + 1))
                                || "/!".indexOf(text.charAt(at + 1)) >= 0);
        return begins ? text.indexOf('>', at) : -1;
    }

    /** Of tags only an address in its brackets says something. */
    private void address(String tag) {
        if (tag.matches("(https?://|mailto:)\\S+")) {
            tag.chars().forEach(sign -> put((char) sign));
        }
    }

    /** Where the same sign repeats no more. */
    private static int runEnd(String text, int at) {
        int end = at + 1;
        while (end < text.length() && text.charAt(end) == text.charAt(at)) {
            end++;
        }
        return end;
    }

    /** A sign between spaces is arithmetic, or nothing; an underscore within a word, and a star between digits, belong there. */
    private static boolean emphasises(String text, int from, int to) {
        char sign = text.charAt(from);
        char before = from == 0 ? ' ' : text.charAt(from - 1);
        char after = to == text.length() ? ' ' : text.charAt(to);
        if (Character.isWhitespace(before) && Character.isWhitespace(after)) {
            return false;
        }
        return sign == '_'
                ? !Character.isLetterOrDigit(before) || !Character.isLetterOrDigit(after)
                : !Character.isDigit(before) || !Character.isDigit(after);
    }

    /** White space of any kind and length is one space. */
    private void put(char sign) {
        if (!Character.isWhitespace(sign)) {
            plain.append(sign);
        } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
            plain.append(' ');
        }
    }
}
