package io.guildhall.task.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExcerptTest {
    @Test
    void readsListsHeadingsAndQuotesAsPlainText() {
        String markdown =
                """
                # What to do

                - Collect **40 scales**
                - [ ] Bring them *here*
                * and _there_
                  + or `nowhere`
                1. First
                > > Said *she*

                ---
                ```java
                int a = 1;
                ```
                The end
                =======
                """;

        assertThat(Excerpt.of(markdown))
                .isEqualTo(
                        "What to do Collect 40 scales Bring them here and there or nowhere"
                                + " 1. First Said she int a = 1; The end");
    }

    @Test
    void readsTablesLinksAndTags() {
        String markdown =
                """
                | Item | Count |
                |:-----|------:|
                | Scale | 40 |
                See [the **map**](https://a.example/map) and ![a picture](https://a.example/p.png), <https://b.example/c>.
                [![build](https://a.example/b.svg)](https://a.example/b) <b>Now</b><br/>!
                """;

        assertThat(Excerpt.of(markdown))
                .isEqualTo(
                        "Item Count Scale 40 See the map and a picture, https://b.example/c. build"
                                + " Now!");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "C# and F# for 5 * 3 or 2*3|C# and F# for 5 * 3 or 2*3",
                "a_snake_case and __init__|a_snake_case and init",
                "a > b, b < c, #hashtag|a > b, b < c, #hashtag",
                "-5 degrees, well-known|-5 degrees, well-known",
                "a****b c*|ab c",
                "~~gone~~ ~here|gone ~here",
                "\\*no\\* stars|*no* stars",
                "an [open bracket (and so on)|an [open bracket (and so on)",
                "收集**四十片**龙鳞|收集四十片龙鳞",
                "[a](b) [c](|a [c](",
            })
    void leavesWhatIsNoMarkdown(String markdown, String plain) {
        assertThat(Excerpt.of(markdown)).isEqualTo(plain);
    }

    @Test
    void endsWithAnEllipsisWhereThereIsMore() {
        assertThat(Excerpt.of("龙".repeat(200))).isEqualTo("龙".repeat(200));
        assertThat(Excerpt.of("龙".repeat(201))).isEqualTo("龙".repeat(199) + "…");
        assertThat(Excerpt.of("🐉".repeat(201))).isEqualTo("🐉".repeat(199) + "…");
        assertThat(Excerpt.of("- \n---\n")).isEmpty();
    }

    /** A draft is saved at every pause of its writer. */
    @ParameterizedTest
    @ValueSource(
            strings = {"[", "[](", "![", "<a", "*", "> ", "_a", "\\", "[a](b)", "| ", "- ", "~"})
    void readsTheLongestTextAtOnceWhateverIsInIt(String sign) {
        String longest = sign.repeat(20_000 / sign.length());

        assertTimeoutPreemptively(Duration.ofSeconds(1), () -> Excerpt.of(longest));
    }
}
