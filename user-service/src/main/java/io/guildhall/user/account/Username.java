package io.guildhall.user.account;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A name that people see and log in with: 3 to 20 letters of one script, digits, underscores or hyphens,
 * beginning with a letter, so that it can be taken neither for an email address nor for a phone number.
 *
 * @param value the name as shown, in Unicode normalisation form KC
 */
public record Username(String value) {
    private static final Pattern SHAPE = Pattern.compile("\\p{L}[\\p{L}\\p{M}\\p{Nd}_-]*");

    /** Letters and marks by category that nobody can see: all that Unicode calls default ignorable. */
    private static final Pattern INVISIBLE =
            Pattern.compile(
                    "[\u115F\u1160\u3164\uFFA0\u034F\u17B4\u17B5\u180B-\u180F\uFE00-\uFE0F"
                            + "\\x{E0000}-\\x{E0FFF}]");

    /** Scripts that people write together; others have letters that look like each other's (UTS 39, 5.2). */
    private static final Set<UnicodeScript> TOGETHER =
            EnumSet.of(
                    UnicodeScript.LATIN,
                    UnicodeScript.HAN,
                    UnicodeScript.HIRAGANA,
                    UnicodeScript.KATAKANA,
                    UnicodeScript.BOPOMOFO,
                    UnicodeScript.HANGUL);

    public Username {
        value = Normalizer.normalize(value, Normalizer.Form.NFKC);
        int length = value.codePointCount(0, value.length());
        if (length < 3 || length > 20) {
            throw new InvalidValueException(
                    "username-length", "has " + length + " characters, expected 3 to 20");
        }
        if (!SHAPE.matcher(value).matches() || INVISIBLE.matcher(value).find()) {
            throw new InvalidValueException(
                    "username-format", "expected letters, digits, _ or -, beginning with a letter");
        }
        if (mixesScripts(value)) {
            throw new InvalidValueException(
                    "username-scripts", "has letters of several scripts, expected those of one");
        }
    }

    private static boolean mixesScripts(String name) {
        Set<UnicodeScript> scripts = EnumSet.noneOf(UnicodeScript.class);
        name.codePoints().mapToObj(UnicodeScript::of).forEach(scripts::add);
        scripts.remove(UnicodeScript.COMMON);
        scripts.remove(UnicodeScript.INHERITED);
        return scripts.size() > 1 && !TOGETHER.containsAll(scripts);
    }

    @Override
    public String toString() {
        return value;
    }

    /** What makes two names the same: without regard to case or width. */
    public String key() {
        return fold(value);
    }

    static String fold(String text) {
        // Up and down again folds what lower case alone keeps apart, such as ß and ss.
        String folded =
                Normalizer.normalize(text, Normalizer.Form.NFKC)
                        .toUpperCase(Locale.ROOT)
                        .toLowerCase(Locale.ROOT);
        return Normalizer.normalize(folded, Normalizer.Form.NFKC);
    }
}
