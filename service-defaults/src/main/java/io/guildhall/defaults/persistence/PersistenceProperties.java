package io.guildhall.defaults.persistence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * How a replica keeps its rows.
 *
 * @param node the replica's number in its ids; random when absent
 */
@Validated
@ConfigurationProperties("guildhall.persistence")
record PersistenceProperties(@Nullable @Min(0) @Max(1023) Integer node) {}
