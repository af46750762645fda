package io.guildhall.user.wallet.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Me;
import io.guildhall.user.account.PresentPassword;
import io.guildhall.user.client.Client;
import io.guildhall.user.wallet.WalletLogin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The Ethereum address of one's own account. */
@RestController
@Tag(name = "Own wallet", description = "The Ethereum address of one's own account")
@RequestMapping("/api/v1/me/wallet")
@AuthenticatedAccess
class MyWalletController {
    private final WalletLogin login;

    MyWalletController(WalletLogin login) {
        this.login = login;
    }

    record WalletLink(
            @NotBlank @Size(max = 8192) String message,
            @NotBlank @Size(max = 8194) String signature,
            @Schema(description = "the account's, where it has one") @Size(max = 256)
                    @Nullable String password) {
        @Override
        public String toString() {
            return "WalletLink[…]";
        }
    }

    @Operation(operationId = "linkWallet", summary = "Makes the address that signed a way in")
    @PostMapping
    Me linkWallet(CurrentUser user, @Valid @RequestBody WalletLink link, Client client) {
        return view(
                login.link(user, link.message(), link.signature(), link.password(), client), user);
    }

    @Operation(operationId = "unlinkWallet", summary = "Takes the linked address away")
    @DeleteMapping
    Me unlinkWallet(CurrentUser user, @Valid @RequestBody PresentPassword proof) {
        return view(login.unlink(user, proof.password()), user);
    }

    private static Me view(Account account, CurrentUser user) {
        return Me.of(account, user.roles().contains(Role.SYSTEM_ADMIN));
    }
}
