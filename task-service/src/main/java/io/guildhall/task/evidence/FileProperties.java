package io.guildhall.task.evidence;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where files lie and how large they may be.
 *
 * @param folder of the local store; shared by all replicas
 * @param largest bytes of one file
 * @param mostPixels of an image; more would fill the memory when it is decoded
 * @param unattached how many files somebody may have uploaded and not used yet
 */
@Validated
@ConfigurationProperties("guildhall.task.files")
public record FileProperties(
        @NotNull Path folder,
        @Min(1) @Max(50_000_000) @DefaultValue("5000000") int largest,
        @Min(1) @Max(100_000_000) @DefaultValue("40000000") long mostPixels,
        @Min(1) @DefaultValue("30") int unattached) {}
