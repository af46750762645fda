package io.guildhall.task.work;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How much one player may take on.
 *
 * @param limit tasks that one player may hold at a time
 */
@Validated
@ConfigurationProperties("guildhall.task.claims")
record ClaimProperties(@Min(1) @Max(1_000) @DefaultValue("5") int limit) {}
