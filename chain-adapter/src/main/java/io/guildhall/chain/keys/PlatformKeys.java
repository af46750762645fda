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
                    "0xf39Fd6e51aad88F6F4ce6aB8827279cffFb92266",
                    "0x70997970C51812dc3A010C7d01b50e0d17dc79C8",
                    "0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC",
                    "0x90F79bf6EB2c4f870365E785982E1f101E93b906",
                    "0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65",
                    "0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc",
                    "0x976EA74026E726554dB657fA54763abd0C3a0aa9",
                    "0x14dC79964da2C08b23698B3D3cc7Ca32193d9955",
                    "0x23618e81E3f5cdF7f54C3d65f7FBc0aBf5B21E8f",
                    "0xa0Ee7A142d267C1f36714E4a8F75612F20a79720",
                    "0xBcd4042DE499D14e55001CcbB24a551F3b954096",
                    "0x71bE63f3384f5fb98995898A86B02Fb2426c5788",
                    "0xFABB0ac9d68B0B445fB7357272Ff202C5651694a",
                    "0x1CBd3b2770909D4e10f157cABC84C7264073C9Ec",
                    "0xdF3e18d64BC6A983f673Ab319CCaE4f1a57C7097",
                    "0xcd3B766CCDd6AE721141F452C550Ca635964ce71",
                    "0x2546BcD3c84621e976D8185a91A922aE77ECEc30",
                    "0xbDA5747bFD65F08deb54cb465eB87D40e51B197E",
                    "0xdD2FD4581271e230360230F9337D5c0430Bf44C0",
                    "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199");

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
