package io.guildhall.task.testing;

import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import io.guildhall.proto.chain.v1.Call;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc;
import io.guildhall.proto.chain.v1.GetEscrowRequest;
import io.guildhall.proto.chain.v1.GetEscrowResponse;
import io.guildhall.proto.chain.v1.Limits;
import io.guildhall.proto.chain.v1.PrepareFundingRequest;
import io.guildhall.proto.chain.v1.PrepareFundingResponse;
import io.guildhall.proto.chain.v1.Terms;
import io.guildhall.task.escrow.Sha256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/** Plays chain-adapter: answers as the contract would, without a chain. */
public final class PlayedEscrow extends EscrowServiceGrpc.EscrowServiceImplBase {
    public static final String CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    public static final String APPEAL_ARBITER = "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199";

    private final AtomicReference<Instant> ahead = new AtomicReference<>(Instant.MIN);
    private volatile boolean away;

    /** The node cannot be reached, or can again. */
    public void setAway(boolean gone) {
        away = gone;
    }

    /** Moves the chain's time, as the development node can. */
    public void moveTo(Instant time) {
        ahead.set(time);
    }

    /** How this play names a task. */
    public static String keyOf(String publisher, Terms terms) {
        return Sha256.of(publisher + terms);
    }

    @Override
    public void getEscrow(GetEscrowRequest request, StreamObserver<GetEscrowResponse> answers) {
        if (refused(answers)) {
            return;
        }
        Instant now = Instant.now();
        Instant moved = ahead.get();
        answers.onNext(
                GetEscrowResponse.newBuilder()
                        .setChainId(31_337)
                        .setContract(CONTRACT)
                        .setArbiter("0xBcd4042DE499D14e55001CcbB24a551F3b954096")
                        .setAppealArbiter(APPEAL_ARBITER)
                        .setConfirmations(1)
                        .setHeadTime((moved.isAfter(now) ? moved : now).getEpochSecond())
                        .setLimits(
                                Limits.newBuilder()
                                        .setMaxFeeRate(1_000)
                                        .setMinWindow(600)
                                        .setMaxWindow(7_776_000)
                                        .setMaxClaimPeriod(31_536_000)
                                        .setArbitrationWindow(1_209_600)
                                        .setMaxRevisions(15))
                        .build());
        answers.onCompleted();
    }

    @Override
    public void prepareFunding(
            PrepareFundingRequest request, StreamObserver<PrepareFundingResponse> answers) {
        if (refused(answers)) {
            return;
        }
        Terms terms = request.getTask().getTerms();
        BigInteger reward = new BigInteger(terms.getReward());
        BigInteger fee =
                reward.multiply(BigInteger.valueOf(terms.getPolicy().getFeeRate()))
                        .divide(BigInteger.valueOf(10_000));
        String publisher = request.getTask().getPublisher();
        answers.onNext(
                PrepareFundingResponse.newBuilder()
                        .setTaskKey(keyOf(publisher, terms))
                        .setFee(fee.toString())
                        .setTotal(reward.add(fee).toString())
                        .setBalance("10000000000000000000000")
                        .setFunding(
                                Call.newBuilder()
                                        .setFrom(publisher)
                                        .setTo(CONTRACT)
                                        .setValue(reward.add(fee).toString())
                                        .setData("0x00"))
                        .build());
        answers.onCompleted();
    }

    private boolean refused(StreamObserver<?> answers) {
        if (away) {
            answers.onError(Status.UNAVAILABLE.asRuntimeException());
        }
        return away;
    }
}
