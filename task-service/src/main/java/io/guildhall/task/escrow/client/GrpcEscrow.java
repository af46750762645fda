package io.guildhall.task.escrow.client;

import io.grpc.StatusRuntimeException;
import io.guildhall.defaults.grpc.GrpcProblems;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc.EscrowServiceBlockingStub;
import io.guildhall.proto.chain.v1.GetEscrowRequest;
import io.guildhall.proto.chain.v1.GetEscrowResponse;
import io.guildhall.proto.chain.v1.PrepareFundingRequest;
import io.guildhall.proto.chain.v1.PrepareFundingResponse;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.FundingCalls;
import io.guildhall.task.escrow.Limits;
import io.guildhall.task.escrow.Terms;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.Supplier;
import org.springframework.stereotype.Component;

/** Asks chain-adapter. */
@Component
class GrpcEscrow implements Escrow {
    private final EscrowServiceBlockingStub escrow;

    GrpcEscrow(EscrowServiceBlockingStub escrow) {
        this.escrow = escrow;
    }

    @Override
    public EscrowFacts facts() {
        GetEscrowResponse answer =
                called(() -> escrow.getEscrow(GetEscrowRequest.getDefaultInstance()));
        return new EscrowFacts(
                answer.getChainId(),
                answer.getContract(),
                answer.getArbiter(),
                answer.getAppealArbiter().isEmpty() ? null : answer.getAppealArbiter(),
                answer.getPaused(),
                answer.getConfirmations(),
                Instant.ofEpochSecond(answer.getHeadTime()),
                limits(answer.getLimits()));
    }

    private static Limits limits(io.guildhall.proto.chain.v1.Limits limits) {
        return new Limits(
                limits.getMaxFeeRate(),
                limits.getMinWindow(),
                limits.getMaxWindow(),
                limits.getMaxClaimPeriod(),
                limits.getArbitrationWindow(),
                limits.getMaxRevisions());
    }

    @Override
    public FundingCalls prepareFunding(Terms terms) {
        PrepareFundingRequest request =
                PrepareFundingRequest.newBuilder().setTask(EscrowMessages.task(terms)).build();
        PrepareFundingResponse answer = called(() -> escrow.prepareFunding(request));
        return new FundingCalls(
                answer.getTaskKey(),
                new BigInteger(answer.getFee()),
                new BigInteger(answer.getTotal()),
                answer.hasApproval() ? EscrowMessages.call(answer.getApproval()) : null,
                EscrowMessages.call(answer.getFunding()),
                new BigInteger(answer.getBalance()));
    }

    /** An adapter out of reach and one whose node is out of reach are the same to people. */
    private static <T> T called(Supplier<T> call) {
        try {
            return call.get();
        } catch (StatusRuntimeException e) {
            ProblemException problem = GrpcProblems.from(e).orElseThrow(() -> e);
            throw problem.kind() == ProblemKind.UNAVAILABLE ? EscrowWatch.unavailable() : problem;
        }
    }
}
