package io.guildhall.user.wallet.web;

import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Me;
import io.guildhall.user.client.Client;
import io.guildhall.user.wallet.WalletLogin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
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

    record SignedMessage(
            @NotBlank @Size(max = 8192) String message,
            @NotBlank @Size(max = 8194) String signature) {}

    @Operation(operationId = "linkWallet", summary = "Makes the address that signed a way in")
    @PostMapping
    Me linkWallet(CurrentUser user, @Valid @RequestBody SignedMessage signed, Client client) {
        return view(login.link(user.id(), signed.message(), signed.signature(), client), user);
    }

    @Operation(operationId = "unlinkWallet", summary = "Takes the linked address away")
    @DeleteMapping
    Me unlinkWallet(CurrentUser user) {
        return view(login.unlink(user.id()), user);
    }

    private static Me view(Account account, CurrentUser user) {
        return Me.of(account, user.roles().contains(Role.SYSTEM_ADMIN));
    }
}
