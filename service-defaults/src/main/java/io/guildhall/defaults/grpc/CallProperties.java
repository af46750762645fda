package io.guildhall.defaults.grpc;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Bounds of calls to other services.
 *
 * @param deadline until when a unary call must be answered, where the caller sets nothing else
 */
@Validated
@ConfigurationProperties("guildhall.grpc")
record CallProperties(@DefaultValue("2s") Duration deadline) {}
