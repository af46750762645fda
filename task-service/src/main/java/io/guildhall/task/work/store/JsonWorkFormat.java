package io.guildhall.task.work.store;

import io.guildhall.task.work.Work;
import io.guildhall.task.work.WorkFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/** Work as canonical JSON. */
@Component
class JsonWorkFormat implements WorkFormat {
    private final JsonMapper json =
            JsonMapper.builder().enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY).build();

    @Override
    public String write(Work work) {
        return json.writeValueAsString(work);
    }

    @Override
    public Work read(String text) {
        return json.readValue(text, Work.class);
    }
}
