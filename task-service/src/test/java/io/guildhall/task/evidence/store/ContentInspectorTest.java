package io.guildhall.task.evidence.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.task.evidence.FileProperties;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

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
}
