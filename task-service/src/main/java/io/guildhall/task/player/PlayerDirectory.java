package io.guildhall.task.player;

import java.util.Collection;
import java.util.List;

/** What user-service says about people at this very moment. */
public interface PlayerDirectory {
    /**
     * The people with these ids; unknown ones are left out.
     *
     * @throws io.guildhall.defaults.problem.ProblemException {@code temporarily-unavailable} when it does not
     *     answer
     */
    List<Player> find(Collection<Long> ids);
}
