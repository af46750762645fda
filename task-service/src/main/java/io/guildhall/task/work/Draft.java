package io.guildhall.task.work;

import java.util.List;

/**
 * What somebody wants to hand in.
 *
 * @param fileIds files that they uploaded
 */
public record Draft(String text, List<String> links, List<Long> fileIds) {
    public Draft {
        links = List.copyOf(links);
        fileIds = List.copyOf(fileIds);
    }
}
