package io.guildhall.user.wallet.web;

import io.guildhall.defaults.security.PublicAccess;
import io.guildhall.user.client.Client;
import io.guildhall.user.session.Tokens;
import io.guildhall.user.wallet.WalletChallenge;
import io.guildhall.user.wallet.WalletLogin;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Logging in with an Ethereum account. */
@RestController
@Tag(name = "Wallet login", description = "Logging in with an Ethereum account (EIP-4361)")
@RequestMapping("/api/v1/auth")
@PublicAccess
class WalletAuthController {
    private final WalletLogin login;

    WalletAuthController(WalletLogin login) {
        this.login = login;
    }

    record WalletChallengeRequest(@NotBlank @Size(max = 100) String address) {}

    record WalletLoginRequest(
            @NotBlank @Size(max = 8192) String message,
            @NotBlank @Size(max = 8194) String signature,
            @Size(max = 64) @Nullable String code) {
        @Override
        public String toString() {
            return "WalletLoginRequest[…]";
        }
    }

    @Operation(
            operationId = "challengeWallet",
            summary = "Hands out what has to be signed to prove an address")
    @PostMapping("/wallet-challenges")
    WalletChallenge challengeWallet(
            @Valid @RequestBody WalletChallengeRequest request, Client client) {
        return login.challenge(request.address(), client);
    }

    @Operation(
            operationId = "logInWithWallet",
            summary = "Opens a session for the account of the address that signed")
    @PostMapping("/wallet-sessions")
    Tokens logInWithWallet(@Valid @RequestBody WalletLoginRequest request, Client client) {
        return login.logIn(request.message(), request.signature(), request.code(), client);
    }
}
