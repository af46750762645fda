package io.guildhall.gateway;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the gateway service: the one door: routes, limits, token check, the SPA's files. */
@SpringBootApplication
class GatewayServiceApplication {
    private GatewayServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(GatewayServiceApplication.class, args);
    }
}
