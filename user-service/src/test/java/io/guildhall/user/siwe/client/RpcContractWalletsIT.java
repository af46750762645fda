package io.guildhall.user.siwe.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.testing.Infrastructure;
import io.guildhall.localstack.testing.WithInfrastructure;
import io.guildhall.user.siwe.ChainProperties;
import io.guildhall.user.siwe.PersonalSignature;
import io.guildhall.user.testing.ContractWallet;
import io.guildhall.user.testing.Wallet;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;

@SpringBootTest(
        classes = RpcContractWalletsIT.Config.class,
        webEnvironment = SpringBootTest.WebEnvironment.NONE)
@WithInfrastructure(Infrastructure.CHAIN)
class RpcContractWalletsIT {
    @EnableConfigurationProperties(ChainProperties.class)
    @Import(RpcContractWallets.class)
    static class Config {}

    @Autowired RpcContractWallets wallets;
    @Autowired ChainNode node;

    private final Wallet owner = Wallet.create();
    private final byte[] hash = PersonalSignature.hash("Let me in");

    @Test
    void believesAContractThatApproves() {
        ContractWallet contract = ContractWallet.deploy(node, owner);

        assertThat(wallets.approves(contract.address(), hash, contract.sign("Let me in"))).isTrue();
    }

    @Test
    void believesAContractThatRefuses() {
        ContractWallet contract = ContractWallet.deploy(node, owner);
        ContractWallet others = ContractWallet.deploy(node, Wallet.create());

        assertThat(wallets.approves(contract.address(), hash, others.sign("Let me in"))).isFalse();
        assertThat(wallets.approves(contract.address(), hash, contract.sign("Let me out")))
                .isFalse();
    }

    @Test
    void takesARevertForANo() {
        ContractWallet contract = ContractWallet.deploy(node, owner);

        assertThat(wallets.approves(contract.address(), hash, new byte[10])).isFalse();
    }

    @Test
    void takesAnAddressWithoutAContractForANo() {
        assertThat(wallets.approves(owner.address(), hash, new byte[66])).isFalse();
    }

    @Test
    void tellsAnOutageFromANo() {
        ContractWallet contract = ContractWallet.deploy(node, owner);
        byte[] signature = contract.sign("Let me in");
        assertThat(wallets.approves(contract.address(), hash, signature)).isTrue();

        node.pause();
        try {
            assertThatThrownBy(() -> wallets.approves(contract.address(), hash, signature))
                    .isInstanceOfSatisfying(
                            ProblemException.class,
                            problem -> assertThat(problem.code()).isEqualTo("chain-unavailable"));
        } finally {
            node.resume();
        }

        assertThat(wallets.approves(contract.address(), hash, signature)).isTrue();
    }
}
