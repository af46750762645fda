package io.guildhall.task.work;

import java.util.List;

/**
 * What a worker hands in, in words.
 *
 * @param links addresses of web pages
 */
public record Work(String text, List<String> links) {
    public Work {
        links = List.copyOf(links);
    }
}
