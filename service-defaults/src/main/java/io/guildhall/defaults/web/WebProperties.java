package io.guildhall.defaults.web;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of HTTP requests.
 *
 * @param maxBodySize longest body that is read; multipart bodies are bounded by
 *     {@code spring.servlet.multipart.max-request-size} instead
 */
@Validated
@ConfigurationProperties("guildhall.web")
record WebProperties(@NotNull @DefaultValue("256KB") DataSize maxBodySize) {}
