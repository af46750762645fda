package io.guildhall.user.mail.client;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How mails leave.
 *
 * @param mailFrom the sender, such as {@code Guildhall <guildhall@example.org>}
 */
@Validated
@ConfigurationProperties("guildhall.user")
record MailProperties(@NotBlank @DefaultValue("guildhall@localhost") String mailFrom) {}
