package io.guildhall.chain.watching;

import static org.assertj.core.api.Assertions.assertThat;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.EscrowStatus;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Told;
import io.guildhall.localstack.infrastructure.KafkaServer;
import java.math.BigInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

@ChainAdapterTest
@TestPropertySource(properties = "guildhall.chain.watching.patience=2s")
@DirtiesContext
class NodeLossIT {
    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private KafkaServer kafka;

    private Told told;

    @BeforeEach
    void listen() {
        told = new Told(kafka);
    }

    @AfterEach
    void stopListening() {
        told.close();
    }

    @Test
    void goesOnWhereItStoppedWhenTheNodeComesBack() {
        People people = new People(chain, relay);
        EscrowedTask task = people.fundedTask();
        told.awaitKinds(task.key(), "FUNDED");

        chain.server().stop();
        chain.server().start();
        people.confirmed(people.claim(task));

        told.awaitKinds(task.key(), "FUNDED", "CLAIMED");
    }

    @Test
    void takesBackWhatAKilledNodeForgot() {
        // All before this is written by the node, in order.
        chain.server().stop();
        chain.server().start();
        People people = new People(chain, relay);
        EscrowedTask task = people.fundedTask();
        Command claim = people.confirmed(people.claim(task));
        told.awaitKinds(task.key(), "FUNDED", "CLAIMED");

        chain.server().kill();
        chain.server().start();
        boolean forgot = chain.state(task).status() == EscrowStatus.NONE;

        // It writes its state every five seconds: usually, but not always, all of this was lost.
        if (forgot) {
            told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "REVERTED");
            people.settled(claim);
            chain.give(task.publisher(), BigInteger.TEN.pow(18));
            chain.rpc("anvil_impersonateAccount", task.publisher());
            chain.fund(task);
            told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "REVERTED", "FUNDED");
        }
        assertThat(told.kinds(task.key())).startsWith("FUNDED", "CLAIMED");
    }
}
