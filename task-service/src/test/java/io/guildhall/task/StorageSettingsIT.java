package io.guildhall.task;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/** As production starts: without the profile that may use what everybody knows. */
class StorageSettingsIT {
    private static final String ACCESS = "guildhall.task.files.s3.access-key";
    private static final String SECRET = "guildhall.task.files.s3.secret-key";
    private static final String VARIABLES =
            StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
    private static final String RANDOM = "x7Kq0vQm2LpZ4tYw";

    private static AbstractThrowableAssert<?, ? extends Throwable> start(String... settings) {
        return start(Map.of(), settings);
    }

    private static AbstractThrowableAssert<?, ? extends Throwable> start(
            Map<String, Object> variables, String... settings) {
        List<String> line = new ArrayList<>();
        // Never reached: secrets are looked at before anything is asked for.
        line.add("--spring.datasource.url=jdbc:mysql://127.0.0.1:1/none");
        line.add("--server.port=0");
        Collections.addAll(line, settings);
        ConfigurableEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .replace(VARIABLES, new SystemEnvironmentPropertySource(VARIABLES, variables));
        return assertThatThrownBy(
                () ->
                        new SpringApplicationBuilder(TaskServiceApplication.class)
                                .environment(environment)
                                .run(line.toArray(String[]::new)));
    }

    @Test
    void bucketWithoutItsKeysIsRefused() {
        start("--guildhall.task.files.storage=s3")
                .hasMessageContaining(ACCESS + " is missing")
                .hasMessageContaining(SECRET + " is missing");
    }

    @Test
    void bucketWithKeysThatEverybodyKnowsIsRefused() {
        start(
                        "--guildhall.task.files.storage=s3",
                        "--" + ACCESS + "=" + RANDOM,
                        "--" + SECRET + "=insecure-secret-key-of-16")
                .hasMessageContaining(SECRET + " is a placeholder")
                .hasMessageNotContaining(ACCESS);
    }

    @Test
    void keysComeFromTheEnvironment() {
        start(
                        Map.of(
                                "GUILDHALL_TASK_FILES_STORAGE",
                                "s3",
                                "GUILDHALL_TASK_FILES_S3_ACCESSKEY",
                                RANDOM,
                                "GUILDHALL_TASK_FILES_S3_SECRETKEY",
                                "short"))
                .hasMessageContaining(SECRET + " has 5 characters")
                .hasMessageNotContaining(ACCESS);
    }

    @Test
    void folderNeedsNoKeys() {
        start("--guildhall.task.files.folder=/nowhere")
                .hasMessageContaining("spring.datasource.password is missing")
                .hasMessageNotContaining("guildhall.task.files");
    }

    /** Relaxed spelling is no way past the keys. */
    @Test
    void storageThatNobodyKnowsIsRefused() {
        start("--guildhall.task.files.storage=S3").hasMessageContaining("S3.yml");
        start("--guildhall.task.files.storage=ftp").hasMessageContaining("ftp.yml");
    }
}
