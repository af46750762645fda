package io.guildhall.chain.watching;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowEvent;
import io.guildhall.chain.contract.EscrowEventKind;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.escrow.EscrowDesk;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.node.At;
import io.guildhall.chain.testing.People;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Told;
import io.guildhall.chain.testing.Wallet;
import io.guildhall.localstack.infrastructure.KafkaServer;
import io.guildhall.proto.chain.v1.Credited;
import io.guildhall.proto.chain.v1.EscrowChanged;
import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Workers whose account takes no ETH: a contract that refuses every call. */
@ChainAdapterTest
class CreditIT {
    private static final String REFUSES_ALL = "0x60006000fd";

    @Autowired private TestChain chain;
    @Autowired private Relay relay;
    @Autowired private Retelling retelling;
    @Autowired private EscrowDesk desk;
    @Autowired private EscrowCalls calls;
    @Autowired private FollowedChain chainAsTold;
    @Autowired private EscrowRows rows;
    @Autowired private KafkaServer kafka;

    private final String worker = Wallet.create().address();
    private Told told;
    private People people;

    @BeforeEach
    void refuse() {
        told = new Told(kafka);
        people = new People(chain, relay);
        chain.rpc("anvil_setCode", worker, REFUSES_ALL);
    }

    @AfterEach
    void stopListening() {
        told.close();
    }

    private EscrowedTask refusedPayment() {
        EscrowedTask task = people.fundedTask();
        chain.mine(1);
        chain.execute(
                people.publisher().address(), BigInteger.ZERO, calls.approve(task.terms(), worker));
        return task;
    }

    @Test
    void isToldOfTheTaskWhosePaymentWasRefused() {
        EscrowedTask task = refusedPayment();

        told.awaitKinds(task.key(), "FUNDED", "APPROVED", "CREDITED");
        EscrowChanged credited = (EscrowChanged) told.onChain(task.key()).getLast();
        assertThat(credited.getCredited())
                .isEqualTo(
                        Credited.newBuilder()
                                .setAccount(worker)
                                .setAmount(task.terms().reward().toString())
                                .build());
        assertThat(credited.getState().getStatusValue()).isZero();

        retelling.retell(task.key());
        told.awaitKinds(
                task.key(), "FUNDED", "APPROVED", "CREDITED", "FUNDED", "APPROVED", "CREDITED");
        assertThat(told.onChain(task.key()).getLast()).isEqualTo(credited);
    }

    /** A stranger's token may end another task in the middle of its own payment, and then refuse that. */
    @Test
    void isNotToldOfATaskInAnotherToken() {
        EscrowedTask task = people.fundedTask();
        told.awaitKinds(task.key(), "FUNDED");
        PlacedEvent funded = placed(rows.told(task.key()).getFirst());

        await().until(() -> tell(credited(funded, "0x" + "11".repeat(20))));
        assertThat(rows.told(task.key())).hasSize(1);

        await().until(() -> tell(credited(funded, Terms.ETHER)));
        assertThat(rows.told(task.key())).hasSize(2);
    }

    private static PlacedEvent placed(EscrowAdvanced told) {
        return new PlacedEvent(told.place(), told.event());
    }

    /** As if it stood right behind another event. */
    private PlacedEvent credited(PlacedEvent behind, String token) {
        Place place = behind.place();
        return new PlacedEvent(
                new Place(
                        place.blockNumber(),
                        place.blockHash(),
                        place.blockTime(),
                        place.transactionHash(),
                        place.logIndex() + 1_000,
                        place.sender()),
                new EscrowEvent(
                        EscrowEventKind.CREDITED,
                        behind.event().taskKey(),
                        worker,
                        null,
                        0,
                        new EscrowEvent.Credit(token, BigInteger.ONE),
                        null));
    }

    /** False when the running follower was faster. */
    private boolean tell(PlacedEvent event) {
        BlockMark now = chainAsTold.cursor().orElseThrow();
        return chainAsTold.advance(now, now, List.of(event));
    }

    @Test
    void isPulledToAnAccountThatTakesIt() {
        EscrowedTask task = refusedPayment();
        String other = Wallet.create().address();

        EscrowDesk.Withdrawal way = desk.withdrawal(worker, Terms.ETHER, other);
        assertThat(way.amount()).isEqualTo(task.terms().reward());
        chain.give(worker, BigInteger.TEN.pow(18));
        chain.rpc("anvil_impersonateAccount", worker);
        chain.execute(worker, BigInteger.ZERO, way.call().data());

        assertThat(chain.contract().balance(Terms.ETHER, other, At.LATEST))
                .isEqualTo(task.terms().reward());
        assertThat(desk.withdrawal(worker, Terms.ETHER, other).amount()).isZero();
    }
}
