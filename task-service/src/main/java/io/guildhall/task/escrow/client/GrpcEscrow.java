package io.guildhall.task.escrow.client;

import com.google.protobuf.Message;
import io.grpc.StatusRuntimeException;
import io.guildhall.defaults.grpc.GrpcProblems;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.proto.chain.v1.Command;
import io.guildhall.proto.chain.v1.CommandStatus;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc.EscrowServiceBlockingStub;
import io.guildhall.proto.chain.v1.EscrowState;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.proto.chain.v1.ExecuteTimerRequest;
import io.guildhall.proto.chain.v1.GetCommandRequest;
import io.guildhall.proto.chain.v1.GetEscrowRequest;
import io.guildhall.proto.chain.v1.GetEscrowResponse;
import io.guildhall.proto.chain.v1.GetTaskStateRequest;
import io.guildhall.proto.chain.v1.GetTaskStateResponse;
import io.guildhall.proto.chain.v1.PrepareCallRequest;
import io.guildhall.proto.chain.v1.PrepareFundingRequest;
import io.guildhall.proto.chain.v1.PrepareFundingResponse;
import io.guildhall.proto.chain.v1.PrepareWithdrawalRequest;
import io.guildhall.proto.chain.v1.PrepareWithdrawalResponse;
import io.guildhall.proto.chain.v1.RelayClaimRequest;
import io.guildhall.proto.chain.v1.RelayConsentRequest;
import io.guildhall.proto.chain.v1.RelaySettlementRequest;
import io.guildhall.proto.chain.v1.ResolveRequest;
import io.guildhall.proto.chain.v1.RetellTaskRequest;
import io.guildhall.proto.chain.v1.RetellTaskResponse;
import io.guildhall.proto.chain.v1.VerifyConsentRequest;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.ChainTask;
import io.guildhall.task.escrow.CommandProgress;
import io.guildhall.task.escrow.ConsentMessage;
import io.guildhall.task.escrow.Escrow;
import io.guildhall.task.escrow.EscrowCommand;
import io.guildhall.task.escrow.EscrowFacts;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.EscrowWatch;
import io.guildhall.task.escrow.FundingCalls;
import io.guildhall.task.escrow.Terms;
import io.guildhall.task.escrow.Withdrawal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Asks and tells chain-adapter. */
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
                EscrowMessages.limits(answer.getLimits()));
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
                answer.getApprovalsList().stream().map(EscrowMessages::call).toList(),
                EscrowMessages.call(answer.getFunding()),
                new BigInteger(answer.getBalance()));
    }

    @Override
    public Call prepareCall(Terms terms, EscrowVerb verb, String from, @Nullable String worker) {
        PrepareCallRequest.Builder request =
                PrepareCallRequest.newBuilder()
                        .setTask(EscrowMessages.task(terms))
                        .setVerb(EscrowMessages.verb(verb))
                        .setFrom(from);
        if (worker != null) {
            request.setWorker(worker);
        }
        return EscrowMessages.call(called(() -> escrow.prepareCall(request.build())).getCall());
    }

    @Override
    public Withdrawal withdrawal(String account, @Nullable String token, String recipient) {
        PrepareWithdrawalRequest request =
                PrepareWithdrawalRequest.newBuilder()
                        .setAccount(account)
                        .setToken(token == null ? "" : token)
                        .setRecipient(recipient)
                        .build();
        PrepareWithdrawalResponse answer = called(() -> escrow.prepareWithdrawal(request));
        return new Withdrawal(
                new BigInteger(answer.getAmount()), EscrowMessages.call(answer.getCall()));
    }

    @Override
    public boolean isConsent(ConsentMessage consent, String signer, String signature) {
        VerifyConsentRequest request =
                VerifyConsentRequest.newBuilder()
                        .setConsent(EscrowMessages.consent(consent))
                        .setSigner(signer)
                        .setSignature(signature)
                        .build();
        return called(() -> escrow.verifyConsent(request)).getValid();
    }

    @Override
    public ChainTask state(String key) {
        GetTaskStateRequest request = GetTaskStateRequest.newBuilder().setTaskKey(key).build();
        GetTaskStateResponse answer = called(() -> escrow.getTaskState(request));
        EscrowState state = answer.getState();
        boolean lives = state.getStatus() != EscrowStatus.ESCROW_STATUS_UNSPECIFIED;
        return new ChainTask(
                lives ? state.getStatus().name().substring("ESCROW_STATUS_".length()) : null,
                state.getWorker().isEmpty() ? null : state.getWorker(),
                state.getOpenedIn(),
                Instant.ofEpochSecond(state.getClock()),
                state.getRound(),
                state.getRuledShare(),
                answer.getBlockNumber());
    }

    @Override
    public void retell(String key) {
        RetellTaskRequest request = RetellTaskRequest.newBuilder().setTaskKey(key).build();
        RetellTaskResponse _ = called(() -> escrow.retellTask(request));
    }

    @Override
    public CommandProgress progress(long commandId) {
        GetCommandRequest request =
                GetCommandRequest.newBuilder().setCommandId(Long.toString(commandId)).build();
        try {
            Command command = called(() -> escrow.getCommand(request)).getCommand();
            return new CommandProgress(stage(command.getStatus()), command.getReason());
        } catch (ProblemException e) {
            if (e.kind() == ProblemKind.NOT_FOUND) {
                return new CommandProgress(CommandProgress.Stage.UNKNOWN, "");
            }
            throw e;
        }
    }

    private static CommandProgress.Stage stage(CommandStatus status) {
        return switch (status) {
            case COMMAND_STATUS_QUEUED, COMMAND_STATUS_SENT -> CommandProgress.Stage.ON_ITS_WAY;
            case COMMAND_STATUS_CONFIRMED -> CommandProgress.Stage.CONFIRMED;
            case COMMAND_STATUS_FAILED -> CommandProgress.Stage.FAILED;
            case COMMAND_STATUS_UNSPECIFIED, UNRECOGNIZED ->
                    throw new IllegalStateException("a command without a known status");
        };
    }

    @Override
    public void give(long commandId, EscrowCommand command) {
        Message _ = called(() -> given(Long.toString(commandId), command));
    }

    private Message given(String id, EscrowCommand command) {
        return switch (command) {
            case EscrowCommand.Claim claim ->
                    escrow.relayClaim(
                            RelayClaimRequest.newBuilder()
                                    .setCommandId(id)
                                    .setTask(EscrowMessages.task(claim.terms()))
                                    .setConsent(EscrowMessages.consent(claim.consent()))
                                    .setSignature(claim.signature())
                                    .build());
            case EscrowCommand.Relay relay ->
                    escrow.relayConsent(
                            RelayConsentRequest.newBuilder()
                                    .setCommandId(id)
                                    .setTask(EscrowMessages.task(relay.terms()))
                                    .setConsent(EscrowMessages.consent(relay.consent()))
                                    .setSigner(relay.signer())
                                    .setSignature(relay.signature())
                                    .build());
            case EscrowCommand.Settlement settlement ->
                    escrow.relaySettlement(
                            RelaySettlementRequest.newBuilder()
                                    .setCommandId(id)
                                    .setTask(EscrowMessages.task(settlement.terms()))
                                    .setConsent(EscrowMessages.consent(settlement.consent()))
                                    .setPublisherSignature(settlement.publisherSignature())
                                    .setWorkerSignature(settlement.workerSignature())
                                    .build());
            case EscrowCommand.Ruling ruling ->
                    escrow.resolve(
                            ResolveRequest.newBuilder()
                                    .setCommandId(id)
                                    .setTask(EscrowMessages.task(ruling.terms()))
                                    .setShare(ruling.share())
                                    .setReason(ruling.reason())
                                    .setAppeal(ruling.appeal())
                                    .build());
            case EscrowCommand.Timer timer ->
                    escrow.executeTimer(
                            ExecuteTimerRequest.newBuilder()
                                    .setCommandId(id)
                                    .setTask(EscrowMessages.task(timer.terms()))
                                    .setVerb(EscrowMessages.verb(timer.verb()))
                                    .build());
        };
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
