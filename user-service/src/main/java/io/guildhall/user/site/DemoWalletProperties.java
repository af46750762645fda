package io.guildhall.user.site;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/** Accounts of the development chain that visitors of the local stack may sign with. */
@ConfigurationProperties("guildhall.user.demo-wallet")
public record DemoWalletProperties(@DefaultValue List<Account> accounts) {
    /**
     * One of them.
     *
     * @param label what to call it
     */
    public record Account(String address, String label) {}
}
