package io.guildhall.user.mail.store;

import io.guildhall.user.mail.MailContent;
import io.guildhall.user.mail.MailFormat;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** JSON: a later version of the service can still read what an earlier one left waiting. */
@Component
class JsonMailFormat implements MailFormat {
    private final JsonMapper json;

    JsonMailFormat(JsonMapper json) {
        this.json = json;
    }

    @Override
    public byte[] write(MailContent content) {
        return json.writeValueAsBytes(content);
    }

    @Override
    public MailContent read(byte[] written) {
        return json.readValue(written, MailContent.class);
    }
}
