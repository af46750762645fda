package io.guildhall.defaults.problem;

import java.util.Optional;
import tools.jackson.databind.json.JsonMapper;

/** Answers for tests of what runs before controllers, outside of any trace. */
public final class ProblemResponsesFixture {
    private ProblemResponsesFixture() {}

    public static ProblemResponses responses() {
        return new ProblemResponses(Optional::empty, JsonMapper.shared());
    }
}
