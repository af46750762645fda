package io.guildhall.task.market.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What somebody typed, as questions to the two full-text indexes. Chinese has no spaces, so it is found by the pairs of
 * its characters, anywhere; pairs of Latin letters stand in nearly every text, so Latin words are found whole or by their
 * beginning. Words too short for that index are asked of the other. Operators of the query language are words' ends
 * like any other sign.
 *
 * @param latin every Latin word has to be there; empty when there is none
 * @param pairs everything else has to be there; empty when there is nothing else
 */
record SearchedWords(String latin, String pairs) {
    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+");

    /** As long as the shortest word that the index keeps: {@code innodb_ft_min_token_size}. */
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{N}]{3,}");

    private static final String BY_LATIN = "MATCH (t.latin_words) AGAINST (:latin IN BOOLEAN MODE)";
    private static final String BY_PAIRS =
            "MATCH (t.task_name, t.task_description) AGAINST (:pairs IN BOOLEAN MODE)";

    static SearchedWords in(String text) {
        List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
        Predicate<String> isLatin = LATIN.asMatchPredicate();
        return new SearchedWords(
                all(words, isLatin, "+%s*"), all(words, isLatin.negate(), "+\"%s\""));
    }

    private static String all(List<String> words, Predicate<String> wanted, String form) {
        return words.stream().filter(wanted).map(form::formatted).collect(Collectors.joining(" "));
    }

    /** What a row has to fulfil. Without any word nothing is found. */
    List<String> conditions() {
        List<String> conditions = new ArrayList<>();
        if (!latin.isEmpty()) {
            conditions.add(BY_LATIN);
        }
        if (!pairs.isEmpty() || latin.isEmpty()) {
            conditions.add(BY_PAIRS);
        }
        return conditions;
    }

    /** How good a hit is, in the order of the index that MySQL begins with. */
    String rank() {
        return conditions().getLast();
    }

    Map<String, Object> parameters() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        if (!latin.isEmpty()) {
            parameters.put("latin", latin);
        }
        if (!pairs.isEmpty() || latin.isEmpty()) {
            parameters.put("pairs", pairs);
        }
        return parameters;
    }
}
