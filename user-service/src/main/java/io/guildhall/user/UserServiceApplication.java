package io.guildhall.user;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the user service: accounts, sessions, roles, wallet links, audit. */
@SpringBootApplication
@ConfigurationPropertiesScan
class UserServiceApplication {
    private UserServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(UserServiceApplication.class, args);
    }
}
