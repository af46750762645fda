package io.guildhall.task.market.store;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What somebody typed, as questions to the two full-text indexes. Chinese has no spaces, so it is found by the pairs of
 * its characters, anywhere; pairs of Latin letters stand in nearly every text, so Latin words are found whole or by their
 * beginning. Words too short for that index are asked of the other. Operators of the query language are words' ends
 * like any other sign.
 *
 * <p>Each pair is asked for by itself. As a phrase they would have to stand side by side, for which MySQL reads every text that
 * has them: four times the work, to leave out texts that have all pairs of a word without the word.
 *
 * @param latin every Latin word has to be there; empty when there is none
 * @param pairs everything else has to be there; empty when there is nothing else
 */
record SearchedWords(String latin, String pairs) {
    /** Of one writing: "打BOSS" is two words. */
    private static final Pattern WORD =
            Pattern.compile("[\\p{IsLatin}\\p{N}]+|[\\p{L}&&[^\\p{IsLatin}]]+");

    /** As long as the shortest word that the index keeps: {@code innodb_ft_min_token_size}. */
    private static final Pattern LATIN = Pattern.compile("[\\p{IsLatin}\\p{N}]{3,}");

    private static final String BY_LATIN = "MATCH (t.latin_words) AGAINST (:latin IN BOOLEAN MODE)";
    private static final String BY_PAIRS =
            "MATCH (t.task_name, t.task_description) AGAINST (:pairs IN BOOLEAN MODE)";

    static SearchedWords in(String text) {
        List<String> words = WORD.matcher(text).results().map(MatchResult::group).toList();
        Predicate<String> isLatin = LATIN.asMatchPredicate();
        return new SearchedWords(
                words.stream()
                        .filter(isLatin)
                        .map("+%s*"::formatted)
                        .collect(Collectors.joining(" ")),
                words.stream()
                        .filter(isLatin.negate())
                        .flatMap(SearchedWords::pairs)
                        .distinct()
                        .map("+"::concat)
                        .collect(Collectors.joining(" ")));
    }

    /** A single character is the beginning of a pair. */
    private static Stream<String> pairs(String word) {
        int[] letters = word.codePoints().toArray();
        return letters.length == 1
                ? Stream.of(word + "*")
                : IntStream.range(1, letters.length)
                        .mapToObj(last -> new String(letters, last - 1, 2));
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

    /** The same asked of a row itself, past the indexes; none where nothing can be found. */
    List<String> conditionsOfRow() {
        return parametersOfRow().keySet().stream()
                .map(
                        name ->
                                name.startsWith("latin")
                                        ? "CONCAT(' ', t.latin_words) LIKE :" + name
                                        : "(t.task_name LIKE :%1$s OR t.task_description LIKE :%1$s)"
                                                .formatted(name))
                .toList();
    }

    Map<String, Object> parametersOfRow() {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> words = words(latin);
        for (int i = 0; i < words.size(); i++) {
            parameters.put("latin" + i, "% " + words.get(i) + "%");
        }
        List<String> letters = words(pairs);
        for (int i = 0; i < letters.size(); i++) {
            parameters.put("pair" + i, "%" + letters.get(i) + "%");
        }
        return parameters;
    }

    /** Without the signs of the query language; letters and digits are left, which mean themselves. */
    private static List<String> words(String query) {
        return WORD.matcher(query).results().map(MatchResult::group).toList();
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
