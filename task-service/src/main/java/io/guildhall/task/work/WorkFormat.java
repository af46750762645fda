package io.guildhall.task.work;

/** How work is written so that it has one hash. */
public interface WorkFormat {
    /** The one text of this work: JSON with sorted names and no white space. */
    String write(Work work);

    Work read(String text);
}
