package io.guildhall.task.work;

import io.guildhall.task.evidence.EvidenceFile;
import java.util.List;

/**
 * What a worker hands in, in words.
 *
 * @param links addresses of web pages
 * @param files what is shown besides
 */
public record Work(String text, List<String> links, List<EvidenceFile> files) {
    public Work {
        files = List.copyOf(files);
        links = List.copyOf(links);
    }
}
