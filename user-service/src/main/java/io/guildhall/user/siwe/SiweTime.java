package io.guildhall.user.siwe;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A date-time of RFC 3339 as the message has it, and the instant that it means. Days that no calendar has
 * (31 February) are refused; a 60th second is taken only where RFC 3339 lets one be: at the end of June or
 * December, UTC.
 *
 * @param text what was signed
 * @param instant what it means; digits of a second beyond the ninth are dropped
 */
public record SiweTime(String text, Instant instant) {
    private static final Pattern DATE_TIME =
            Pattern.compile(
                    "(\\d{4})-(\\d{2})-(\\d{2})[Tt](\\d{2}):(\\d{2}):(\\d{2})(?:\\.(\\d{1,100}+))?"
                            + "(?:[Zz]|([+-])([01]\\d|2[0-3]):([0-5]\\d))");

    /** The time that a text says, or nothing when it is no date-time of RFC 3339. */
    public static Optional<SiweTime> parse(String text) {
        Matcher matcher = DATE_TIME.matcher(text);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        int second = Integer.parseInt(matcher.group(6));
        boolean leap = second == 60;
        try {
            LocalDateTime local =
                    LocalDateTime.of(
                            LocalDate.of(
                                    Integer.parseInt(matcher.group(1)),
                                    Integer.parseInt(matcher.group(2)),
                                    Integer.parseInt(matcher.group(3))),
                            LocalTime.of(
                                    Integer.parseInt(matcher.group(4)),
                                    Integer.parseInt(matcher.group(5)),
                                    leap ? 59 : second,
                                    nanos(matcher.group(7))));
            LocalDateTime utc = local.minus(offset(matcher));
            if (leap && !mayEndInLeapSecond(utc)) {
                return Optional.empty();
            }
            Instant instant = utc.toInstant(ZoneOffset.UTC);
            return Optional.of(new SiweTime(text, leap ? instant.plusSeconds(1) : instant));
        } catch (DateTimeException _) {
            return Optional.empty();
        }
    }

    /** The time as this service writes it into a challenge: UTC with milliseconds. */
    public static SiweTime of(Instant instant) {
        Instant whole = Instant.ofEpochMilli(instant.toEpochMilli());
        String seconds = whole.toString();
        String text = seconds.indexOf('.') < 0 ? seconds.replace("Z", ".000Z") : seconds;
        return new SiweTime(text, whole);
    }

    private static int nanos(@Nullable String fraction) {
        if (fraction == null) {
            return 0;
        }
        return Integer.parseInt((fraction + "000000000").substring(0, 9));
    }

    private static Duration offset(Matcher matcher) {
        String sign = matcher.group(8);
        if (sign == null) {
            return Duration.ZERO;
        }
        Duration offset =
                Duration.ofHours(Integer.parseInt(matcher.group(9)))
                        .plusMinutes(Integer.parseInt(matcher.group(10)));
        return sign.equals("-") ? offset.negated() : offset;
    }

    private static boolean mayEndInLeapSecond(LocalDateTime utc) {
        boolean lastMinute = utc.getHour() == 23 && utc.getMinute() == 59;
        return lastMinute
                && ((utc.getMonthValue() == 6 && utc.getDayOfMonth() == 30)
                        || (utc.getMonthValue() == 12 && utc.getDayOfMonth() == 31));
    }
}
