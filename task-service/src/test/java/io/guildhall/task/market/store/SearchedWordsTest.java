package io.guildhall.task.market.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SearchedWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            emptyValue = "",
            value = {
                "harbour astrolabe | +harbour* +astrolabe* | ''",
                "月光草 | '' | +月光 +光草",
                "月光草，月光 | '' | +月光 +光草",
                "草 | '' | +草*",
                "打BOSS 攻略 guide | +BOSS* +guide* | +打* +攻略",
                "AI | '' | +AI",
                "𠮷野家 | '' | +𠮷野 +野家",
                "-tank +heal* \"raid\" (a) | +tank* +heal* +raid* | +a*",
                "Übung | +Übung* | ''",
                "+-* | '' | ''",
            })
    void asksEachIndexForWhatItKnows(String text, String latin, String pairs) {
        assertThat(SearchedWords.in(text)).isEqualTo(new SearchedWords(latin, pairs));
    }

    @Test
    void asksARowForTheSame() {
        SearchedWords words = SearchedWords.in("打BOSS 攻略 guide");

        assertThat(words.parametersOfRow())
                .containsExactly(
                        entry("latin0", "% BOSS%"),
                        entry("latin1", "% guide%"),
                        entry("pair0", "%打%"),
                        entry("pair1", "%攻略%"));
        assertThat(words.conditionsOfRow())
                .containsExactly(
                        "CONCAT(' ', t.latin_words) LIKE :latin0",
                        "CONCAT(' ', t.latin_words) LIKE :latin1",
                        "(t.task_name LIKE :pair0 OR t.task_description LIKE :pair0)",
                        "(t.task_name LIKE :pair1 OR t.task_description LIKE :pair1)");
    }

    @Test
    void asksARowForNothingWithoutWords() {
        assertThat(SearchedWords.in("+-* %").conditionsOfRow()).isEmpty();
    }
}
