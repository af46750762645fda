package io.guildhall.task.evidence.store;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.task.evidence.FileInspector;
import io.guildhall.task.evidence.FileProperties;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;
import org.apache.tika.Tika;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Knows files by their content, never by their names. Images are drawn anew: what hides behind, in or beside the picture
 * (scripts, places, comments) does not come along.
 */
@Component
class ContentInspector implements FileInspector {
    private static final String PNG = "image/png";
    private static final String JPEG = "image/jpeg";
    private static final List<String> IMAGES = List.of(PNG, JPEG, "image/gif", "image/bmp");
    private static final List<String> DOCUMENTS = List.of("application/pdf", "text/plain");

    private final Tika tika = new Tika();
    private final Canvas canvas;
    private final long mostPixels;

    ContentInspector(FileProperties properties, Canvas canvas) {
        this.canvas = canvas;
        this.mostPixels = properties.mostPixels();
        // Files of at most a few megabytes need no files of their own on the way.
        ImageIO.setUseCache(false);
    }

    @Override
    public Inspected inspect(byte[] bytes) {
        String type = tika.detect(bytes);
        if (IMAGES.contains(type)) {
            return drawnAnew(bytes, type);
        }
        if (DOCUMENTS.contains(type) && bytes.length > 0) {
            return new Inspected(bytes, type);
        }
        throw new ProblemException(
                        ProblemKind.INVALID,
                        "file-type-refused",
                        "The file is %s, expected an image, a PDF or plain text".formatted(type))
                .with("found", type);
    }

    private Inspected drawnAnew(byte[] bytes, String type) {
        return canvas.with(pixels(bytes), () -> draw(bytes, type));
    }

    private static Inspected draw(byte[] bytes, String type) {
        BufferedImage image = read(bytes, reader -> reader.read(0));
        boolean photo = type.equals(JPEG);
        BufferedImage fresh =
                new BufferedImage(
                        image.getWidth(),
                        image.getHeight(),
                        photo ? BufferedImage.TYPE_INT_RGB : BufferedImage.TYPE_INT_ARGB);
        Graphics2D brush = fresh.createGraphics();
        brush.drawImage(image, 0, 0, null);
        brush.dispose();
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try {
            ImageIO.write(fresh, photo ? "jpeg" : "png", out);
        } catch (IOException e) {
            throw damaged(e);
        }
        return new Inspected(out.toByteArray(), photo ? JPEG : PNG);
    }

    /** What its header says, so that nothing is decoded that is too large for it. */
    private long pixels(byte[] bytes) {
        long pixels = read(bytes, reader -> (long) reader.getWidth(0) * reader.getHeight(0));
        if (pixels > mostPixels) {
            throw new ProblemException(
                            ProblemKind.TOO_LARGE,
                            "file-too-large",
                            "The image has %d pixels, expected at most %d"
                                    .formatted(pixels, mostPixels))
                    .with("maxPixels", mostPixels);
        }
        return pixels;
    }

    /** A look at the first picture. */
    @FunctionalInterface
    private interface Look<T> {
        T at(ImageReader reader) throws IOException;
    }

    private static <T> T read(byte[] bytes, Look<T> look) {
        try (ImageInputStream in =
                ImageIO.createImageInputStream(new ByteArrayInputStream(bytes))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            if (!readers.hasNext()) {
                throw damaged(null);
            }
            ImageReader reader = readers.next();
            try {
                reader.setInput(in, true, true);
                return look.at(reader);
            } finally {
                reader.dispose();
            }
        } catch (IOException | RuntimeException e) {
            // The readers of the JDK throw whatever a header that lies makes them stumble over.
            throw damaged(e);
        }
    }

    private static ProblemException damaged(@Nullable Exception cause) {
        ProblemException problem =
                new ProblemException(
                        ProblemKind.INVALID, "file-damaged", "The image cannot be read");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
