package io.guildhall.user.wallet;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.defaults.testing.Api.Answer;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.user.testing.ContractWallet;
import io.guildhall.user.testing.Doors;
import io.guildhall.user.testing.People;
import io.guildhall.user.testing.UserServiceTest;
import io.guildhall.user.testing.Wallet;
import io.guildhall.user.testing.WalletMessages;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Contracts sign by what the chain says of them; nobody else needs the chain. */
@UserServiceTest
class ContractWalletIT {
    @Autowired private People people;
    @Autowired private ChainNode node;

    private final Doors doors;
    private final WalletDoors wallets;
    private final Wallet wallet = Wallet.create();

    ContractWalletIT(@Autowired Doors doors) {
        this.doors = doors;
        this.wallets = new WalletDoors(doors);
    }

    @Test
    void logsInAContractWallet() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        String text =
                WalletMessages.text(wallets.challenge(contract.address()), contract.address());

        Answer answer =
                doors.browser()
                        .post(WalletDoors.LOGIN, WalletMessages.request(text, contract.sign(text)));

        assertThat(answer.expect(404, "address-not-linked").text("address"))
                .isEqualTo(contract.address());
    }

    @Test
    void refusesAContractWalletsStranger() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        ContractWallet others = ContractWallet.deploy(node, Wallet.create());
        String text =
                WalletMessages.text(wallets.challenge(contract.address()), contract.address());

        doors.browser()
                .post(WalletDoors.LOGIN, WalletMessages.request(text, others.sign(text)))
                .expect(401, "signature-invalid");
    }

    @Test
    void saysThatTheChainIsAwayAndTakesTheSameSignatureLater() {
        ContractWallet contract = ContractWallet.deploy(node, wallet);
        String text =
                WalletMessages.text(wallets.challenge(contract.address()), contract.address());
        Map<String, Object> signed = WalletMessages.request(text, contract.sign(text));
        node.pause();
        try {
            doors.browser().post(WalletDoors.LOGIN, signed).expect(503, "chain-unavailable");
        } finally {
            node.resume();
        }

        doors.browser().post(WalletDoors.LOGIN, signed).expect(404, "address-not-linked");
    }

    @Test
    void needsNoChainForAKeysSignature() {
        wallets.link(people.player(), wallet).expect(200);
        node.pause();
        try {
            wallets.logIn(wallet).expect(200);
        } finally {
            node.resume();
        }
    }
}
