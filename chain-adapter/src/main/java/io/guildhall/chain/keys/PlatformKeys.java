package io.guildhall.chain.keys;

import io.guildhall.chain.node.ChainProperties;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.WalletUtils;
import org.web3j.crypto.exception.CipherException;

/** The platform's keys by role. Only the second arbiter may be missing: then the platform offers no appeals. */
@Component
public class PlatformKeys {
    private static final long DEVELOPMENT_CHAIN = 31_337;

    /** Accounts of every development node: their keys are in every manual. */
    private static final Set<String> KNOWN_TO_EVERYBODY =
            Set.of(
                    "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
                    "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a",
                    "0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec",
                    "0xdD2FD4581271e230360230F9337D5c0430Bf44C0");

    private final Map<Role, Signer> signers = new EnumMap<>(Role.class);

    PlatformKeys(KeyProperties properties, ChainProperties chain) {
        for (Role role : Role.values()) {
            KeyProperties.Source source = properties.keys().get(role);
            if (source != null) {
                signers.put(role, signer(role, source, chain));
            } else if (role != Role.APPEAL_ARBITER) {
                throw new IllegalStateException(
                        "guildhall.chain.keys has none for "
                                + role
                                + "; expected a keystore with its password, or a private key");
            }
        }
    }

    /** Who signs for a role, if anybody does. */
    public Optional<Signer> find(Role role) {
        return Optional.ofNullable(signers.get(role));
    }

    /** Who signs for a role. */
    public Signer of(Role role) {
        return find(role)
                .orElseThrow(() -> new IllegalStateException("There is no key for " + role));
    }

    private static Signer signer(Role role, KeyProperties.Source source, ChainProperties chain) {
        Signer signer = new LocalSigner(credentials(role, source));
        if (chain.id() != DEVELOPMENT_CHAIN && KNOWN_TO_EVERYBODY.contains(signer.address())) {
            throw new IllegalStateException(
                    "The key for %s is the development node's %s, which everybody knows; expected one of your own on chain %d"
                            .formatted(role, signer.address(), chain.id()));
        }
        return signer;
    }

    private static Credentials credentials(Role role, KeyProperties.Source source) {
        if (source.keystore() != null) {
            String password = source.password() == null ? "" : source.password();
            try {
                return WalletUtils.loadCredentials(password, source.keystore().toFile());
            } catch (IOException | CipherException e) {
                throw new IllegalStateException(
                        "The keystore for " + role + " cannot be read: " + e.getMessage(), e);
            }
        }
        String key = source.privateKey();
        if (key == null || !key.matches("0x[0-9a-fA-F]{64}")) {
            // Without the value, which may be a key with a slip of the pen.
            throw new IllegalStateException(
                    "The private key for " + role + " is not 0x and 64 hexadecimal digits");
        }
        return Credentials.create(key);
    }
}
