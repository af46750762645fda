package io.guildhall.user.site.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.site.DemoWalletProperties;
import io.guildhall.user.site.SiteProperties;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the pages need to know before anybody logs in. */
@RestController
@Tag(name = "Site", description = "What pages need to know before anybody logs in")
class SiteController {
    private final Site site;

    SiteController(
            SiteProperties properties,
            DemoWalletProperties demo,
            @Value("${guildhall.chain.id:31337}") int chainId,
            Environment environment) {
        boolean local = environment.acceptsProfiles(Profiles.of("local"));
        this.site =
                new Site(
                        chainId,
                        local && !demo.accounts().isEmpty()
                                ? new DemoWallet(
                                        demo.accounts().stream()
                                                .map(a -> new DemoAccount(a.address(), a.label()))
                                                .toList())
                                : null,
                        properties.publicUrl().toString(),
                        properties.termsVersion());
    }

    /** Accounts whose keys everybody knows. */
    record DemoWallet(List<DemoAccount> accounts) {}

    /** One of them, and what to call it. */
    record DemoAccount(String address, String label) {}

    /**
     * The site.
     *
     * @param demoWallet only on the local stack
     */
    record Site(
            int chainId, @Nullable DemoWallet demoWallet, String publicUrl, String termsVersion) {}

    @Operation(
            operationId = "getSite",
            summary = "Tells the chain, the demo accounts and the version of the terms")
    @GetMapping("/api/v1/site")
    @PublicAccess
    Site site() {
        return site;
    }
}
