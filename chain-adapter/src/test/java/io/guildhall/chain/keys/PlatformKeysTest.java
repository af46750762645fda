package io.guildhall.chain.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.chain.node.ChainProperties;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Credentials;
import org.web3j.crypto.ECKeyPair;
import org.web3j.crypto.Hash;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;
import org.web3j.crypto.WalletUtils;
import org.web3j.utils.Numeric;

class PlatformKeysTest {
    private static final String OWN = Hash.sha3("0x01");
    private static final String KNOWN_TO_EVERYBODY =
            "0x701b615bbdfb9de65240bc28bd21bbc0d996645a3dd57e7b12bc2bdf6f192c82";

    @TempDir private Path folder;

    @Test
    void signsWithTheKeyOfAnEncryptedFile() throws Exception {
        Credentials credentials = Credentials.create(OWN);
        String name =
                WalletUtils.generateWalletFile(
                        "correct horse", credentials.getEcKeyPair(), folder.toFile(), false);

        PlatformKeys keys =
                keys(
                        1,
                        Role.ASSIGNER,
                        new KeyProperties.Source(folder.resolve(name), "correct horse", null));

        assertThat(keys.of(Role.ASSIGNER).address())
                .isEqualTo(Keys.toChecksumAddress(credentials.getAddress()));
    }

    @Test
    void refusesAFileWithAnotherPassword() throws Exception {
        String name =
                WalletUtils.generateWalletFile(
                        "correct horse",
                        Credentials.create(OWN).getEcKeyPair(),
                        folder.toFile(),
                        false);

        assertThatThrownBy(
                        () ->
                                keys(
                                        1,
                                        Role.ASSIGNER,
                                        new KeyProperties.Source(
                                                folder.resolve(name), "wrong", null)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ASSIGNER");
    }

    @Test
    void refusesKeysThatEverybodyKnowsOnARealChain() {
        KeyProperties.Source source = new KeyProperties.Source(null, null, KNOWN_TO_EVERYBODY);

        assertThatThrownBy(() -> keys(1, Role.ASSIGNER, source))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("which everybody knows")
                .hasMessageNotContaining(KNOWN_TO_EVERYBODY.substring(2));
        assertThat(keys(31_337, Role.ASSIGNER, source).find(Role.ASSIGNER)).isPresent();
    }

    @Test
    void knowsEveryAccountOfTheDevelopmentNode() {
        Bip32ECKeyPair master =
                Bip32ECKeyPair.generateKeyPair(
                        MnemonicUtils.generateSeed(
                                "test test test test test test test test test test test junk", ""));
        for (int account = 0; account < 20; account++) {
            int hardened = Bip32ECKeyPair.HARDENED_BIT;
            ECKeyPair key =
                    Bip32ECKeyPair.deriveKeyPair(
                            master, new int[] {44 | hardened, 60 | hardened, hardened, 0, account});
            KeyProperties.Source source =
                    new KeyProperties.Source(
                            null,
                            null,
                            Numeric.toHexStringWithPrefixZeroPadded(key.getPrivateKey(), 64));

            assertThatThrownBy(() -> keys(1, Role.ASSIGNER, source))
                    .as("account %d", account)
                    .hasMessageContaining("which everybody knows");
        }
    }

    @Test
    void refusesAMissingKeyExceptTheSecondArbiters() {
        assertThatThrownBy(() -> new PlatformKeys(new KeyProperties(Map.of()), chain(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ASSIGNER");
        assertThat(keys(1, Role.ASSIGNER, own()).find(Role.APPEAL_ARBITER)).isEmpty();
    }

    @Test
    void showsNoKeyInTextsAndMessages() {
        String slip = OWN.substring(0, 60);

        assertThat(own().toString()).doesNotContain(OWN.substring(2));
        assertThat(keys(1, Role.ASSIGNER, own()).of(Role.ASSIGNER).toString())
                .doesNotContain(OWN.substring(2));
        assertThatThrownBy(() -> keys(1, Role.ASSIGNER, new KeyProperties.Source(null, null, slip)))
                .hasMessageNotContaining(slip.substring(2));
    }

    private static KeyProperties.Source own() {
        return new KeyProperties.Source(null, null, OWN);
    }

    private static PlatformKeys keys(long chain, Role role, KeyProperties.Source source) {
        Map<Role, KeyProperties.Source> sources = new EnumMap<>(Role.class);
        for (Role other : List.of(Role.ASSIGNER, Role.ARBITER, Role.GUARDIAN)) {
            sources.put(other, own());
        }
        sources.put(role, source);
        return new PlatformKeys(new KeyProperties(sources), chain(chain));
    }

    private static ChainProperties chain(long id) {
        return new ChainProperties(
                id,
                List.of(URI.create("http://127.0.0.1:1")),
                List.of(),
                1,
                Duration.ofSeconds(1),
                Duration.ofSeconds(1),
                Duration.ofSeconds(1));
    }
}
