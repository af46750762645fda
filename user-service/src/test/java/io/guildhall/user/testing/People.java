package io.guildhall.user.testing;

import com.eatthepath.otp.TimeBasedOneTimePasswordGenerator;
import io.guildhall.defaults.security.Role;
import io.guildhall.defaults.testing.Api;
import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.user.account.Accounts;
import java.io.ByteArrayOutputStream;
import java.security.InvalidKeyException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Makes people who come in by the front door; only roles are given behind it. */
public final class People {
    private static final String PASSWORD = "correct horse battery staple 7";

    private final Api api;
    private final Accounts accounts;

    People(Api api, Accounts accounts) {
        this.api = api;
        this.accounts = accounts;
    }

    public static String freshName() {
        return "p" + UUID.randomUUID().toString().replace("-", "").substring(0, 15);
    }

    /** Somebody with the roles, whose session knows them but has no second factor. */
    public Person with(Role... roles) {
        String username = freshName();
        Answer answer =
                api.post(
                                null,
                                "/api/v1/auth/accounts",
                                Map.of(
                                        "username",
                                        username,
                                        "email",
                                        username + "@example.org",
                                        "password",
                                        PASSWORD,
                                        "locale",
                                        "en",
                                        "acceptTerms",
                                        true))
                        .expect(201);
        long id = Long.parseLong(answer.json().path("user").path("id").asString());
        String token = answer.text("accessToken");
        if (roles.length > 0) {
            accounts.setRoles(id, Set.of(roles), 0);
            token = logIn(username, null);
        }
        return new Person(id, username, PASSWORD, token, List.of());
    }

    public Person player() {
        return with();
    }

    /** A system admin whose session has a second factor. */
    public Person systemAdmin() {
        Person person = withSecondFactor(with(Role.SYSTEM_ADMIN));
        String token = logIn(person.username(), person.recoveryCodes().getFirst());
        return new Person(
                person.id(),
                person.username(),
                person.password(),
                token,
                person.recoveryCodes().subList(1, person.recoveryCodes().size()));
    }

    /** The same person with a second factor, which the present session does not have. */
    public Person withSecondFactor(Person person) {
        String secret =
                api.post(person.token(), "/api/v1/me/second-factor", Map.of())
                        .expect(200)
                        .text("secret");
        JsonNode codes =
                api.post(
                                person.token(),
                                "/api/v1/me/second-factor/confirmation",
                                Map.of("code", code(secret)))
                        .expect(200)
                        .json()
                        .path("recoveryCodes");
        List<String> recoveryCodes = new ArrayList<>();
        codes.forEach(code -> recoveryCodes.add(code.asString()));
        return new Person(
                person.id(), person.username(), person.password(), person.token(), recoveryCodes);
    }

    private String logIn(String username, @Nullable String code) {
        Map<String, Object> request = new HashMap<>();
        request.put("identifier", username);
        request.put("password", PASSWORD);
        if (code != null) {
            request.put("code", code);
        }
        return api.post(null, "/api/v1/auth/sessions", request).expect(200).text("accessToken");
    }

    private static String code(String base32) {
        try {
            return new TimeBasedOneTimePasswordGenerator()
                    .generateOneTimePasswordString(
                            new SecretKeySpec(decoded(base32), "HmacSHA1"), Instant.now());
        } catch (InvalidKeyException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] decoded(String base32) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int bits = 0;
        int value = 0;
        for (char c : base32.toUpperCase(Locale.ROOT).replace("=", "").toCharArray()) {
            value = (value << 5) | "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(c);
            bits += 5;
            if (bits >= 8) {
                bits -= 8;
                bytes.write((value >> bits) & 0xff);
            }
        }
        return bytes.toByteArray();
    }
}
