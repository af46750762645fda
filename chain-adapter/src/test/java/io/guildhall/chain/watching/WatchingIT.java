package io.guildhall.chain.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.Message;
import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowState;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Told;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.proto.chain.v1.CommandSettled;
import io.guildhall.proto.chain.v1.EscrowChanged;
import io.guildhall.proto.chain.v1.EscrowReverted;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

@ChainAdapterTest
class WatchingIT {
    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private Retelling retelling;
    @Autowired private EscrowCalls calls;
    @Autowired private KafkaServer kafka;

    private Told told;
    private People people;

    @BeforeEach
    void listen() {
        told = new Told(kafka);
        people = new People(chain, relay);
    }

    @AfterEach
    void stopListening() {
        told.close();
    }

    @Test
    void tellsALifeInTheOrderOfTheChain() {
        EscrowedTask task = people.fundedTask();
        assertStateAsTold(task, "FUNDED");

        people.confirmed(people.claim(task));
        assertStateAsTold(task, "CLAIMED");
        people.confirmed(people.carry(task, ConsentKind.SUBMISSION, people.worker()));
        assertStateAsTold(task, "SUBMITTED");
        people.confirmed(people.carry(task, ConsentKind.REVISION, people.publisher()));
        assertStateAsTold(task, "REVISION_REQUESTED");
        people.confirmed(people.carry(task, ConsentKind.SUBMISSION, people.worker()));
        people.confirmed(people.carry(task, ConsentKind.DISPUTE, people.worker()));
        assertStateAsTold(task, "DISPUTED");
        people.confirmed(relay.ruling("ruling-" + task.key(), task, 10_000, People.DIGEST));

        told.awaitKinds(
                task.key(),
                "FUNDED",
                "CLAIMED",
                "SUBMITTED",
                "REVISION_REQUESTED",
                "SUBMITTED",
                "DISPUTED",
                "RULED",
                "RESOLVED");
        EscrowChanged funded = (EscrowChanged) told.onChain(task.key()).getFirst();
        assertThat(funded.getTaskId()).isEqualTo(task.terms().policy().taskId());
        assertThat(funded.getFunded().getPublisher()).isEqualTo(task.publisher());
        assertThat(funded.getFunded().getTerms().getReward())
                .isEqualTo(task.terms().reward().toString());
        assertThat(funded.getPlace().getSender()).isEqualTo(task.publisher());
        assertThat(((EscrowChanged) told.onChain(task.key()).get(7)).getState().getStatusValue())
                .isZero();
        assertThat(
                        told.about(task.key()).stream()
                                .filter(CommandSettled.class::isInstance)
                                .map(message -> ((CommandSettled) message).getConfirmed()))
                .hasSize(6)
                .containsOnly(true);
    }

    /** The state that is told is replayed from events; the contract is right. */
    private void assertStateAsTold(EscrowedTask task, String kind) {
        EscrowState state = chain.state(task);
        await().atMost(Duration.ofSeconds(30))
                .until(
                        () ->
                                told.kinds(task.key()).reversed().stream()
                                        .findFirst()
                                        .orElse("")
                                        .equals(kind));
        io.guildhall.proto.chain.v1.EscrowState found =
                ((EscrowChanged) told.onChain(task.key()).getLast()).getState();
        assertThat(found.getStatus().name()).endsWith(state.status().name());
        assertThat(found.getClock()).isEqualTo(state.clock());
        assertThat(found.getOpenedIn()).isEqualTo(state.openedIn());
        assertThat(found.getRound()).isEqualTo(state.round());
        assertThat(found.getRuledShare()).isEqualTo(state.ruledShare());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void takesBackWhatAReorganisationOfAnyDepthTakesBack(int depth) {
        EscrowedTask task = people.fundedTask();
        long block = chain.state(task).openedIn();
        if (depth > 1) {
            chain.mine(depth - 1L);
        }
        told.awaitKinds(task.key(), "FUNDED");

        chain.rpc("anvil_reorg", depth, List.of());
        told.awaitKinds(task.key(), "FUNDED", "REVERTED");
        chain.fund(task);

        told.awaitKinds(task.key(), "FUNDED", "REVERTED", "FUNDED");
        EscrowReverted reverted = (EscrowReverted) told.onChain(task.key()).get(1);
        assertThat(reverted.getFromBlock()).isEqualTo(block);
        assertThat(reverted.getTaskId()).isEqualTo(task.terms().policy().taskId());
        assertThat(((EscrowChanged) told.onChain(task.key()).get(2)).getState().getOpenedIn())
                .isEqualTo(chain.state(task).openedIn());
    }

    /** Anybody may fund anything: what a stranger writes must not keep the rest from being told. */
    @Test
    void tellsOthersAfterAStrangersFundingUnderANumberOfAllItsBits() {
        EscrowedTask strange = chain.task(people.publisher().address(), Addresses.NOBODY, 0);

        chain.execute(
                strange.publisher(),
                strange.terms().total(),
                withAllBitsOfTheNumber(calls.fund(strange.terms())));

        told.awaitKinds(people.fundedTask().key(), "FUNDED");
    }

    /** The policy is the last word of the call, the number in front of the 144 bits that end it. */
    private static String withAllBitsOfTheNumber(String data) {
        int end = data.length() - 144 / 4;
        return data.substring(0, end - 16) + "f".repeat(16) + data.substring(end);
    }

    @Test
    void tellsAnEndedTaskAgainWordForWord() {
        EscrowedTask task = people.fundedTask();
        people.confirmed(people.claim(task));
        people.confirmed(people.carry(task, ConsentKind.SUBMISSION, people.worker()));
        people.confirmed(people.carry(task, ConsentKind.APPROVAL, people.publisher()));
        told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "SUBMITTED", "APPROVED");

        assertThat(retelling.retell(task.key())).isEqualTo(4);

        List<Message> all = told.await(task.key(), messages -> messages.size() == 8);
        assertThat(all.subList(4, 8)).isEqualTo(all.subList(0, 4));
    }

    @Test
    void tellsAgainNothingThatAReorganisationTookBack() {
        EscrowedTask task = people.fundedTask();
        told.awaitKinds(task.key(), "FUNDED");
        chain.rpc("anvil_reorg", 1, List.of());
        told.awaitKinds(task.key(), "FUNDED", "REVERTED");

        assertThat(retelling.retell(task.key())).isZero();
        chain.fund(task);

        told.awaitKinds(task.key(), "FUNDED", "REVERTED", "FUNDED");
    }

    @Test
    void sendsAgainWhatAReorganisationThrewOut() {
        EscrowedTask task = people.fundedTask();
        Command first = people.confirmed(people.claim(task));
        told.awaitKinds(task.key(), "FUNDED", "CLAIMED");

        chain.rpc("anvil_reorg", 1, List.of());

        told.awaitKinds(task.key(), "FUNDED", "CLAIMED", "REVERTED", "CLAIMED");
        Command again = people.confirmed(first);
        assertThat(again.nonce()).isEqualTo(first.nonce());
        assertThat(chain.state(task).worker()).isEqualTo(people.worker().address());
    }
}
