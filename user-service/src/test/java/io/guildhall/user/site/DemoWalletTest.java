package io.guildhall.user.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.web3j.crypto.Bip32ECKeyPair;
import org.web3j.crypto.Keys;
import org.web3j.crypto.MnemonicUtils;

class DemoWalletTest {
    private static final int HARDENED = 0x80000000;

    @Test
    void hasAccountsOfTheNodesPublicMnemonic() {
        byte[] seed =
                MnemonicUtils.generateSeed(
                        "test test test test test test test test test test test junk", "");
        Bip32ECKeyPair master = Bip32ECKeyPair.generateKeyPair(seed);
        List<String> addresses =
                IntStream.rangeClosed(1, 5)
                        .mapToObj(
                                index ->
                                        Bip32ECKeyPair.deriveKeyPair(
                                                master,
                                                new int[] {
                                                    44 | HARDENED, 60 | HARDENED, HARDENED, 0, index
                                                }))
                        .map(key -> Keys.toChecksumAddress(Keys.getAddress(key)))
                        .toList();

        assertThat(new DemoWallet().accounts())
                .extracting(DemoWallet.DemoAccount::address)
                .isEqualTo(addresses);
    }
}
