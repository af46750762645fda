package io.guildhall.user.wallet;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.EthereumAddress;
import io.guildhall.user.account.Reauthentication;
import io.guildhall.user.client.Client;
import io.guildhall.user.session.LoginMethod;
import io.guildhall.user.session.Sessions;
import io.guildhall.user.session.Tokens;
import io.guildhall.user.throttle.Throttle;
import io.guildhall.user.throttle.Throttled;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Logs in by a signature, and links or unlinks the address that signs. */
@Service
public class WalletLogin {
    private final WalletProofs proofs;
    private final OneTimeWalletTickets tickets;
    private final Accounts accounts;
    private final Reauthentication reauthentication;
    private final Sessions sessions;
    private final Throttle throttle;

    WalletLogin(
            WalletProofs proofs,
            OneTimeWalletTickets tickets,
            Accounts accounts,
            Reauthentication reauthentication,
            Sessions sessions,
            Throttle throttle) {
        this.proofs = proofs;
        this.tickets = tickets;
        this.accounts = accounts;
        this.reauthentication = reauthentication;
        this.sessions = sessions;
        this.throttle = throttle;
    }

    /** A challenge; see {@link WalletProofs#challenge}. */
    public WalletChallenge challenge(String address, Client client) {
        throttle.require(Throttled.WALLET_CHALLENGE, client.network());
        return proofs.challenge(address);
    }

    /**
     * Opens a session for the account that the signer's address is linked to.
     *
     * @param code TOTP or recovery code; needed when the account has a second factor
     * @throws ProblemException {@code address-not-linked} with a {@code walletTicket} when it is linked to none,
     *     and everything that proofs and sessions refuse
     */
    public Tokens logIn(String message, String signature, @Nullable String code, Client client) {
        throttle.require(Throttled.WALLET_LOGIN, client.network());
        WalletProofs.Proof proof = proofs.prove(message, signature);
        EthereumAddress address = proof.address();
        Account account =
                accounts.findByAddress(address)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                        ProblemKind.NOT_FOUND,
                                                        "address-not-linked",
                                                        "No account has the address " + address)
                                                .with(
                                                        "walletTicket",
                                                        tickets.issue(address).value())
                                                .with("address", address.value()));
        try {
            return sessions.open(account, LoginMethod.WALLET, code, true, client);
        } catch (ProblemException refusal) {
            if (refusal.code().startsWith("second-factor-")) {
                proofs.reopen(proof);
            }
            throw refusal;
        }
    }

    /**
     * Links the signer's address to an account. The proof of who asks comes first: where it is refused, the same
     * signature may come again with the right one.
     *
     * @param password the account's, where it has one
     * @throws ProblemException {@code address-already-linked}, and everything that {@link Reauthentication#require} and proofs
     *     refuse
     */
    public Account link(
            CurrentUser user,
            String message,
            String signature,
            @Nullable String password,
            Client client) {
        throttle.require(Throttled.WALLET_LOGIN, client.network());
        Reauthentication.Proof proof = reauthentication.require(user, password);
        return accounts.linkAddress(proof, proofs.prove(message, signature).address());
    }

    /**
     * Takes the linked address away.
     *
     * @param password the account's, where it has one
     * @throws ProblemException {@code last-credential}, and everything that {@link Reauthentication#require} refuses
     */
    public Account unlink(CurrentUser user, @Nullable String password) {
        return accounts.unlinkAddress(reauthentication.require(user, password));
    }
}
