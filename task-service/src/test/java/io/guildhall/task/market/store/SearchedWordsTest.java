package io.guildhall.task.market.store;

import static org.assertj.core.api.Assertions.assertThat;

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
}
