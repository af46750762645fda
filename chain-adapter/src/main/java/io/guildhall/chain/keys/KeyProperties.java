package io.guildhall.chain.keys;

import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the key of each role comes from.
 *
 * @param keys by role
 */
@ConfigurationProperties("guildhall.chain")
record KeyProperties(@DefaultValue Map<Role, Source> keys) {
    /**
     * One key: either in a file of the Ethereum keystore format with its password, or as such.
     *
     * @param keystore encrypted file
     * @param password of the file
     * @param privateKey 0x and 64 hexadecimal digits
     */
    record Source(@Nullable Path keystore, @Nullable String password, @Nullable String privateKey) {
        /** Texts find their way into logs. */
        @Override
        public String toString() {
            return keystore == null ? "a private key" : "keystore " + keystore;
        }
    }
}
