package io.guildhall.user.session;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long things last.
 *
 * @param accessToken how long an access token is good for
 * @param idle how long a session lives without being used
 * @param rememberedIdle the same where the user asked to be remembered
 * @param longest how long a session lives however much it is used
 * @param grace how long a refresh token may come twice, because an answer got lost
 * @param keyRotation how long a key signs
 * @param keyLead how long a key is published before it signs: longer than verifiers cache keys
 */
@ConfigurationProperties("guildhall.user.session")
public record SessionProperties(
        @DefaultValue("15m") Duration accessToken,
        @DefaultValue("24h") Duration idle,
        @DefaultValue("30d") Duration rememberedIdle,
        @DefaultValue("90d") Duration longest,
        @DefaultValue("10s") Duration grace,
        @DefaultValue("30d") Duration keyRotation,
        @DefaultValue("1h") Duration keyLead) {}
