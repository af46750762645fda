package io.guildhall.user.audit;

import java.util.Map;

/** How the details of an entry are written into its row. */
public interface DetailsFormat {
    String write(Map<String, String> details);

    /**
     * Reads what was written.
     *
     * @throws IllegalArgumentException when the text was never written by {@link #write}
     */
    Map<String, String> read(String written);
}
