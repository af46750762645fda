package io.guildhall.task;

import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.OpenApiContract;
import io.guildhall.task.testing.TaskServiceTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@TaskServiceTest
class OpenApiContractIT {
    @Autowired private Api api;

    @Test
    void committedDocumentIsTheServicesOwn() throws IOException {
        new OpenApiContract("task-service").assertSame(api.get(null, "/v3/api-docs"));
    }
}
