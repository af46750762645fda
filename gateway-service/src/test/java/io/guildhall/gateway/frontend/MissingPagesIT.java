package io.guildhall.gateway.frontend;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.gateway.GatewayScenario;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@DirtiesContext
@TestPropertySource(properties = "guildhall.frontend.location=${test.pages}-missing")
@ExtendWith(OutputCaptureExtension.class)
class MissingPagesIT extends GatewayScenario {

    @Test
    void saysWhatIsMissingAndServesTheApi(CapturedOutput output) {
        HttpResponse<String> answer = read("/login/", "Accept", "text/html");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("The pages are not built");
        assertThat(output).contains("No index.html at file:" + PAGES.folder() + "-missing/");
        assertThat(read("/api/v1/site").statusCode()).isEqualTo(200);
    }
}
