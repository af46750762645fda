package io.guildhall.task.evidence;

/** Finds out what a file really is, and takes out of images what is no picture. */
public interface FileInspector {
    /** What is kept of a file. */
    // Handed on and never compared.
    @SuppressWarnings("ArrayRecordComponent")
    record Inspected(byte[] bytes, String mediaType) {}

    /**
     * Looks at a file.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code file-type-refused}, {@code file-damaged},
     *     {@code file-too-large} for an image of too many pixels
     */
    Inspected inspect(byte[] bytes);
}
