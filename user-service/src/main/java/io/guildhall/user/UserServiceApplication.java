package io.guildhall.user;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the user service: accounts, sessions, roles, wallet links, audit. */
@SpringBootApplication
class UserServiceApplication {
    private UserServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(UserServiceApplication.class, args);
    }
}
