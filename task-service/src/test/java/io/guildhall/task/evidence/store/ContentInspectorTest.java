package io.guildhall.task.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.task.evidence.FileProperties;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ContentInspectorTest {
    private static final long MOST_PIXELS = 1_000_000;

    private final FileProperties properties =
            new FileProperties(
                    FileProperties.Storage.FOLDER,
                    Path.of("unused"),
                    null,
                    5_000_000,
                    MOST_PIXELS,
                    30);
    private final Canvas canvas = new Canvas(properties);
    private final ContentInspector inspector = new ContentInspector(properties, canvas);

    private static byte[] picture(int side) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(side, side, BufferedImage.TYPE_INT_RGB), "png", out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return out.toByteArray();
    }

    @Test
    void picturesTogetherTakeNoMoreRoomThanTheLargest() {
        byte[] half = picture(700);

        canvas.with(
                MOST_PIXELS / 2,
                () -> {
                    assertThat(inspector.inspect(half).mediaType()).isEqualTo("image/png");
                    return assertThatThrownBy(() -> inspector.inspect(picture(1_000)))
                            .isInstanceOfSatisfying(
                                    ProblemException.class,
                                    problem ->
                                            assertThat(problem.code())
                                                    .isEqualTo("temporarily-unavailable"));
                });

        assertThat(inspector.inspect(picture(1_000)).mediaType()).isEqualTo("image/png");
    }

    @Test
    void pictureThatIsTooLargeIsRefusedByItsHeader() {
        assertThatThrownBy(() -> inspector.inspect(picture(1_001)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("file-too-large"));
    }

    private static Stream<Arguments> whatIsNoEvidence() {
        return Stream.of(
                Arguments.of("<html><body><script>alert(1)</script></body></html>"),
                Arguments.of("<svg xmlns=\"http://www.w3.org/2000/svg\"><script/></svg>"),
                Arguments.of("PK\u0003\u0004 an archive"),
                Arguments.of(""));
    }

    @ParameterizedTest
    @MethodSource("whatIsNoEvidence")
    void whatIsNeitherPictureNorDocumentIsRefused(String content) {
        assertThatThrownBy(() -> inspector.inspect(content.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("file-type-refused"));
    }

    private static byte[] picture(String format, int type, int lie, int value) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(new BufferedImage(4, 4, type), format, out);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        byte[] bytes = out.toByteArray();
        bytes[lie] = (byte) value;
        return bytes;
    }

    /** What the readers of the JDK throw is whatever they stumble over. */
    private static Stream<Arguments> headersThatLie() {
        return Stream.of(
                Arguments.of("no width", picture("gif", BufferedImage.TYPE_BYTE_INDEXED, 786, 0)),
                Arguments.of(
                        "no second picture",
                        picture("gif", BufferedImage.TYPE_BYTE_INDEXED, 781, ';')),
                Arguments.of(
                        "pixels before the file",
                        picture("bmp", BufferedImage.TYPE_INT_RGB, 13, 128)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("headersThatLie")
    void pictureWhoseHeaderLiesIsDamaged(String lie, byte[] picture) {
        assertThatThrownBy(() -> inspector.inspect(picture))
                .as(lie)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("file-damaged"));
    }

    @Test
    void pictureThatEndsTooSoonIsDamaged() {
        byte[] whole = picture(100);

        assertThatThrownBy(() -> inspector.inspect(Arrays.copyOf(whole, 40)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo("file-damaged"));
    }

    @Test
    void whatHidesBehindAPictureDoesNotComeAlong() {
        byte[] hidden = "<script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] picture = picture(8);
        byte[] both = Arrays.copyOf(picture, picture.length + hidden.length);
        System.arraycopy(hidden, 0, both, picture.length, hidden.length);

        byte[] kept = inspector.inspect(both).bytes();

        assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("script");
    }
}
