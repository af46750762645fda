package io.guildhall.localstack.bench;

import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * The least that a service of this stack can do: it answers every read with the same bytes from memory, and
 * every post with one verification of a password. What a real service costs more is its own.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@ImportAutoConfiguration({
    TomcatServletWebServerAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class
})
@RestController
public class BareService {
    private static final String PASSWORD = "a password of usual length";

    private final byte[] body;
    private final Argon2 argon2 = Argon2Factory.create(Argon2Types.ARGON2id, 16, 32);
    private final String hash;

    BareService(
            @Value("${bare.body}") Path body,
            @Value("${bare.argon2.memory}") int memory,
            @Value("${bare.argon2.iterations}") int iterations,
            @Value("${bare.argon2.parallelism}") int parallelism)
            throws IOException {
        this.body = Files.readAllBytes(body);
        this.hash = argon2.hash(iterations, memory, parallelism, PASSWORD.toCharArray());
    }

    /** Starts it. */
    public static void main(String[] arguments) {
        SpringApplication.run(BareService.class, arguments);
    }

    @GetMapping("/**")
    ResponseEntity<byte[]> read() {
        return ResponseEntity.ok().contentType(MediaType.APPLICATION_JSON).body(body);
    }

    @PostMapping("/**")
    ResponseEntity<byte[]> verify() {
        return argon2.verify(hash, PASSWORD.toCharArray())
                ? read()
                : ResponseEntity.internalServerError().build();
    }
}
