package io.guildhall.user;

import io.guildhall.defaults.testing.OpenApiContract;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.UserServiceTest;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@UserServiceTest
class OpenApiContractIT {
    @Autowired private Doors doors;

    @Test
    void committedDocumentIsTheServicesOwn() throws IOException {
        new OpenApiContract("user-service").assertSame(doors.browser().get("/v3/api-docs"));
    }
}
