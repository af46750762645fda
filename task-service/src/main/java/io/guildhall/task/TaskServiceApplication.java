package io.guildhall.task;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Starts the task service: tasks, claims, submissions, disputes, reviews. */
@SpringBootApplication
@ConfigurationPropertiesScan
class TaskServiceApplication {
    private TaskServiceApplication() {}

    static void main(String[] args) {
        SpringApplication.run(TaskServiceApplication.class, args);
    }
}
