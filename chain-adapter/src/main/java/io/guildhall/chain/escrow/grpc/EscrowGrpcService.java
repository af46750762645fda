package io.guildhall.chain.escrow.grpc;

import io.grpc.stub.StreamObserver;
import io.guildhall.chain.contract.EscrowLimits;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.escrow.EscrowDesk;
import io.guildhall.chain.escrow.EscrowView;
import io.guildhall.chain.escrow.FundingPlan;
import io.guildhall.chain.escrow.Relay;
import io.guildhall.chain.escrow.SignatureCheck;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.sending.Command;
import io.guildhall.chain.watching.Retelling;
import io.guildhall.defaults.grpc.AllowedCallers;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc;
import io.guildhall.proto.chain.v1.ExecuteTimerRequest;
import io.guildhall.proto.chain.v1.ExecuteTimerResponse;
import io.guildhall.proto.chain.v1.GetCommandRequest;
import io.guildhall.proto.chain.v1.GetCommandResponse;
import io.guildhall.proto.chain.v1.GetEscrowRequest;
import io.guildhall.proto.chain.v1.GetEscrowResponse;
import io.guildhall.proto.chain.v1.GetTaskStateRequest;
import io.guildhall.proto.chain.v1.GetTaskStateResponse;
import io.guildhall.proto.chain.v1.Limits;
import io.guildhall.proto.chain.v1.PrepareCallRequest;
import io.guildhall.proto.chain.v1.PrepareCallResponse;
import io.guildhall.proto.chain.v1.PrepareFundingRequest;
import io.guildhall.proto.chain.v1.PrepareFundingResponse;
import io.guildhall.proto.chain.v1.PrepareWithdrawalRequest;
import io.guildhall.proto.chain.v1.PrepareWithdrawalResponse;
import io.guildhall.proto.chain.v1.RelayClaimRequest;
import io.guildhall.proto.chain.v1.RelayClaimResponse;
import io.guildhall.proto.chain.v1.RelayConsentRequest;
import io.guildhall.proto.chain.v1.RelayConsentResponse;
import io.guildhall.proto.chain.v1.RelaySettlementRequest;
import io.guildhall.proto.chain.v1.RelaySettlementResponse;
import io.guildhall.proto.chain.v1.ResolveRequest;
import io.guildhall.proto.chain.v1.ResolveResponse;
import io.guildhall.proto.chain.v1.RetellTaskRequest;
import io.guildhall.proto.chain.v1.RetellTaskResponse;
import io.guildhall.proto.chain.v1.VerifyConsentRequest;
import io.guildhall.proto.chain.v1.VerifyConsentResponse;
import io.guildhall.proto.chain.v1.VerifyWalletSignatureRequest;
import io.guildhall.proto.chain.v1.VerifyWalletSignatureResponse;
import org.springframework.stereotype.Component;

/** The adapter's door for other services. */
@Component
@AllowedCallers("task-service")
class EscrowGrpcService extends EscrowServiceGrpc.EscrowServiceImplBase {
    private final EscrowDesk desk;
    private final SignatureCheck signatures;
    private final Relay relay;
    private final Retelling retelling;

    EscrowGrpcService(
            EscrowDesk desk, SignatureCheck signatures, Relay relay, Retelling retelling) {
        this.desk = desk;
        this.signatures = signatures;
        this.relay = relay;
        this.retelling = retelling;
    }

    @Override
    public void getEscrow(GetEscrowRequest request, StreamObserver<GetEscrowResponse> answers) {
        EscrowView escrow = desk.describe();
        answer(
                answers,
                GetEscrowResponse.newBuilder()
                        .setChainId(escrow.chainId())
                        .setContract(escrow.contract())
                        .setArbiter(escrow.arbiter())
                        .setAppealArbiter(
                                escrow.appealArbiter() == null ? "" : escrow.appealArbiter())
                        .setPaused(escrow.paused())
                        .setConfirmations(escrow.confirmations())
                        .setHeadBlock(escrow.head().number())
                        .setHeadTime(escrow.head().time())
                        .setLimits(limits(escrow.limits()))
                        .build());
    }

    private static Limits limits(EscrowLimits limits) {
        return Limits.newBuilder()
                .setMaxFeeRate(limits.maxFeeRate())
                .setMinWindow(limits.minWindow())
                .setMaxWindow(limits.maxWindow())
                .setMaxClaimPeriod(limits.maxClaimPeriod())
                .setArbitrationWindow(limits.arbitrationWindow())
                .setMaxRevisions(limits.maxRevisions())
                .build();
    }

    @Override
    public void getTaskState(
            GetTaskStateRequest request, StreamObserver<GetTaskStateResponse> answers) {
        EscrowDesk.StateAtBlock found = desk.state(request.getTaskKey());
        answer(
                answers,
                GetTaskStateResponse.newBuilder()
                        .setState(Messages.state(found.state()))
                        .setBlockNumber(found.block().number())
                        .setBlockHash(found.block().hash())
                        .build());
    }

    @Override
    public void prepareFunding(
            PrepareFundingRequest request, StreamObserver<PrepareFundingResponse> answers) {
        FundingPlan plan = desk.funding(Messages.task(request.getTask()));
        answer(
                answers,
                PrepareFundingResponse.newBuilder()
                        .setTaskKey(plan.taskKey())
                        .setFee(plan.fee().toString())
                        .setTotal(plan.total().toString())
                        .addAllApprovals(plan.approvals().stream().map(Messages::call).toList())
                        .setFunding(Messages.call(plan.funding()))
                        .setBalance(plan.balance().toString())
                        .build());
    }

    @Override
    public void prepareCall(
            PrepareCallRequest request, StreamObserver<PrepareCallResponse> answers) {
        EscrowedTask task = Messages.task(request.getTask());
        String from = request.getFrom();
        Call call =
                switch (request.getVerb()) {
                    case VERB_CANCEL -> desk.cancellation(task, from);
                    case VERB_APPROVE -> desk.approval(task, from, request.getWorker());
                    default -> desk.timer(task, from, Messages.timer(request.getVerb()));
                };
        answer(answers, PrepareCallResponse.newBuilder().setCall(Messages.call(call)).build());
    }

    @Override
    public void prepareWithdrawal(
            PrepareWithdrawalRequest request, StreamObserver<PrepareWithdrawalResponse> answers) {
        EscrowDesk.Withdrawal found =
                desk.withdrawal(
                        request.getAccount(),
                        Messages.orNobody(request.getToken()),
                        request.getRecipient());
        answer(
                answers,
                PrepareWithdrawalResponse.newBuilder()
                        .setAmount(found.amount().toString())
                        .setCall(Messages.call(found.call()))
                        .build());
    }

    @Override
    public void verifyConsent(
            VerifyConsentRequest request, StreamObserver<VerifyConsentResponse> answers) {
        boolean valid =
                signatures.isConsent(
                        Messages.consent(request.getConsent()),
                        request.getSigner(),
                        request.getSignature());
        answer(answers, VerifyConsentResponse.newBuilder().setValid(valid).build());
    }

    @Override
    @AllowedCallers({"task-service", "user-service", "points-service"})
    public void verifyWalletSignature(
            VerifyWalletSignatureRequest request,
            StreamObserver<VerifyWalletSignatureResponse> answers) {
        boolean valid =
                signatures.isWalletSignature(
                        request.getAccount(), request.getMessageHash(), request.getSignature());
        answer(answers, VerifyWalletSignatureResponse.newBuilder().setValid(valid).build());
    }

    @Override
    public void relayClaim(RelayClaimRequest request, StreamObserver<RelayClaimResponse> answers) {
        Command command =
                relay.claim(
                        request.getCommandId(),
                        Messages.task(request.getTask()),
                        Messages.consent(request.getConsent()),
                        request.getSignature());
        answer(
                answers,
                RelayClaimResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    @Override
    public void relayConsent(
            RelayConsentRequest request, StreamObserver<RelayConsentResponse> answers) {
        Command command =
                relay.consent(
                        request.getCommandId(),
                        Messages.task(request.getTask()),
                        Messages.consent(request.getConsent()),
                        request.getSigner(),
                        request.getSignature());
        answer(
                answers,
                RelayConsentResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    @Override
    public void relaySettlement(
            RelaySettlementRequest request, StreamObserver<RelaySettlementResponse> answers) {
        Command command =
                relay.settlement(
                        request.getCommandId(),
                        Messages.task(request.getTask()),
                        Messages.consent(request.getConsent()),
                        request.getPublisherSignature(),
                        request.getWorkerSignature());
        answer(
                answers,
                RelaySettlementResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    @Override
    public void resolve(ResolveRequest request, StreamObserver<ResolveResponse> answers) {
        EscrowedTask task = Messages.task(request.getTask());
        Command command =
                request.getAppeal()
                        ? relay.appealRuling(
                                request.getCommandId(),
                                task,
                                request.getShare(),
                                request.getReason())
                        : relay.ruling(
                                request.getCommandId(),
                                task,
                                request.getShare(),
                                request.getReason());
        answer(answers, ResolveResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    @Override
    public void executeTimer(
            ExecuteTimerRequest request, StreamObserver<ExecuteTimerResponse> answers) {
        Command command =
                relay.timer(
                        request.getCommandId(),
                        Messages.task(request.getTask()),
                        Messages.timer(request.getVerb()));
        answer(
                answers,
                ExecuteTimerResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    @Override
    public void retellTask(RetellTaskRequest request, StreamObserver<RetellTaskResponse> answers) {
        int told = retelling.retell(request.getTaskKey());
        answer(answers, RetellTaskResponse.newBuilder().setEvents(told).build());
    }

    @Override
    public void getCommand(GetCommandRequest request, StreamObserver<GetCommandResponse> answers) {
        Command command = relay.find(request.getCommandId());
        answer(
                answers,
                GetCommandResponse.newBuilder().setCommand(Messages.command(command)).build());
    }

    private static <T> void answer(StreamObserver<T> answers, T value) {
        answers.onNext(value);
        answers.onCompleted();
    }
}
