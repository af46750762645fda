package io.guildhall.user.site;

import java.util.List;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;

/**
 * Accounts of the development node whose keys everybody knows (those of its public mnemonic). Exists on the
 * local stack only: the pages sign with these keys so that a person without a wallet can try everything. The
 * node's account 0 is left out: it deploys the contracts.
 */
@Component
@Profile("local")
public class DemoWallet {
    private static final List<DemoAccount> ACCOUNTS =
            List.of(
                    new DemoAccount("0x70997970C51812dc3A010C7d01b50e0d17dc79C8", "Demo 1"),
                    new DemoAccount("0x3C44CdDdB6a900fa2b585dd299e03d12FA4293BC", "Demo 2"),
                    new DemoAccount("0x90F79bf6EB2c4f870365E785982E1f101E93b906", "Demo 3"),
                    new DemoAccount("0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65", "Demo 4"),
                    new DemoAccount("0x9965507D1a55bcC2695C58ba16FB37d819B0A4dc", "Demo 5"));

    /** An account and what people call it. */
    public record DemoAccount(String address, String label) {}

    public List<DemoAccount> accounts() {
        return ACCOUNTS;
    }
}
