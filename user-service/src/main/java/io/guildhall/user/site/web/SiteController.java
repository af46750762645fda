package io.guildhall.user.site.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.site.DemoWallet;
import io.guildhall.user.site.DemoWallet.DemoAccount;
import io.guildhall.user.site.SiteProperties;
import io.guildhall.user.siwe.ChainProperties;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Tells guests and pages about the site. */
@RestController
@RequestMapping("/api/v1/site")
@PublicAccess
class SiteController {
    private final Site site;

    SiteController(
            SiteProperties properties, ChainProperties chain, Optional<DemoWallet> demoWallet) {
        this.site =
                new Site(
                        chain.id(),
                        demoWallet.map(wallet -> new DemoAccounts(wallet.accounts())).orElse(null),
                        properties.publicUrl().toString(),
                        properties.termsVersion());
    }

    /** Accounts that the page may sign with. */
    record DemoAccounts(List<DemoAccount> accounts) {}

    /** The site; the demo wallet is null outside the local stack. */
    record Site(
            int chainId,
            @Nullable DemoAccounts demoWallet,
            String publicUrl,
            String termsVersion) {}

    @GetMapping
    Site getSite() {
        return site;
    }
}
