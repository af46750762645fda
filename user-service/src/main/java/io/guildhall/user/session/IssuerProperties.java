package io.guildhall.user.session;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Who signs.
 *
 * @param issuer the name that every service expects in access tokens
 */
@ConfigurationProperties("guildhall.security")
record IssuerProperties(@DefaultValue("guildhall") String issuer) {}
