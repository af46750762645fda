package io.guildhall.user.audit.store;

import io.guildhall.user.audit.DetailsFormat;
import java.util.Map;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** JSON by a mapper of its own: the service's settings change no text that a seal covers. */
@Component
class JsonDetailsFormat implements DetailsFormat {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final TypeReference<Map<String, String>> DETAILS = new TypeReference<>() {};

    @Override
    public String write(Map<String, String> details) {
        return JSON.writeValueAsString(details);
    }

    @Override
    public Map<String, String> read(String written) {
        try {
            return JSON.readValue(written, DETAILS);
        } catch (JacksonException e) {
            throw new IllegalArgumentException("the details are no JSON object of texts", e);
        }
    }
}
