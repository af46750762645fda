package io.guildhall.task.testing;

import com.google.protobuf.Any;
import com.google.protobuf.Message;
import com.google.rpc.Code;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.StreamObserver;
import io.guildhall.proto.chain.v1.Call;
import io.guildhall.proto.chain.v1.Command;
import io.guildhall.proto.chain.v1.CommandSettled;
import io.guildhall.proto.chain.v1.CommandStatus;
import io.guildhall.proto.chain.v1.Consent;
import io.guildhall.proto.chain.v1.ConsentKind;
import io.guildhall.proto.chain.v1.EscrowServiceGrpc;
import io.guildhall.proto.chain.v1.EscrowedTask;
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
import io.guildhall.proto.chain.v1.Terms;
import io.guildhall.proto.chain.v1.VerifyConsentRequest;
import io.guildhall.proto.chain.v1.VerifyConsentResponse;
import io.guildhall.task.escrow.Sha256;
import java.math.BigInteger;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;

/** Plays chain-adapter: accepts commands once per id, and tells what a {@link PlayedChain} makes of them. */
public final class PlayedEscrow extends EscrowServiceGrpc.EscrowServiceImplBase {
    public static final String CONTRACT = "0x5FbDB2315678afecb367f032d93F642f64180aa3";
    public static final String APPEAL_ARBITER = "0x8626f6940E2eb28930eFb4CeF49B2d1F2C9C1199";

    private final PlayedChain chain = new PlayedChain();
    private final Map<String, Boolean> accepted = new ConcurrentHashMap<>();
    private final List<String> given = new CopyOnWriteArrayList<>();
    private final AtomicReference<Instant> ahead = new AtomicReference<>(Instant.MIN);
    private volatile BiConsumer<String, Message> teller = (_, _) -> {};
    private volatile boolean away;
    private volatile boolean holding;
    private volatile String refusal = "";

    public PlayedChain chain() {
        return chain;
    }

    /** Whom events are told, by the task's key. */
    public void tell(BiConsumer<String, Message> listener) {
        teller = listener;
        chain.tell(listener);
    }

    /** The node cannot be reached, or can again. */
    public void setAway(boolean gone) {
        away = gone;
    }

    /** Commands are taken, and nothing comes of them yet. */
    public void setHolding(boolean holds) {
        holding = holds;
    }

    /** Commands are taken and then refused by the contract for a reason; empty for not any more. */
    public void refuse(String reason) {
        refusal = reason;
    }

    /** Moves the chain's time, as the development node can. */
    public void moveTo(Instant time) {
        ahead.set(time);
    }

    /** Every command that came, as often as it came. */
    public List<String> given() {
        return given;
    }

    /** What this play takes for somebody's signature. */
    public static String signature(String signer, String primaryType, String key) {
        return Sha256.of(signer + primaryType.toUpperCase(Locale.ROOT) + key);
    }

    @Override
    public void getEscrow(GetEscrowRequest request, StreamObserver<GetEscrowResponse> answers) {
        if (refused(answers)) {
            return;
        }
        Instant now = Instant.now();
        Instant moved = ahead.get();
        answer(
                answers,
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
    }

    @Override
    public void getTaskState(
            GetTaskStateRequest request, StreamObserver<GetTaskStateResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                GetTaskStateResponse.newBuilder()
                        .setState(chain.state(request.getTaskKey()))
                        .setBlockNumber(chain.block())
                        .build());
    }

    /** Forgets a command, as a restored backup would. */
    public void forget(String commandId) {
        accepted.remove(commandId);
    }

    @Override
    public void retellTask(RetellTaskRequest request, StreamObserver<RetellTaskResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                RetellTaskResponse.newBuilder()
                        .setEvents(chain.retell(request.getTaskKey()))
                        .build());
    }

    @Override
    public void getCommand(GetCommandRequest request, StreamObserver<GetCommandResponse> answers) {
        if (refused(answers)) {
            return;
        }
        String id = request.getCommandId();
        if (!accepted.containsKey(id)) {
            answers.onError(
                    StatusProto.toStatusRuntimeException(
                            com.google.rpc.Status.newBuilder()
                                    .setCode(Code.NOT_FOUND_VALUE)
                                    .addDetails(
                                            Any.pack(
                                                    ErrorInfo.newBuilder()
                                                            .setDomain("guildhall")
                                                            .setReason("command-not-found")
                                                            .putMetadata("kind", "NOT_FOUND")
                                                            .build()))
                                    .build()));
            return;
        }
        boolean failed = !refusal.isEmpty();
        answer(
                answers,
                GetCommandResponse.newBuilder()
                        .setCommand(
                                Command.newBuilder()
                                        .setCommandId(id)
                                        .setReason(refusal)
                                        .setStatus(
                                                failed
                                                        ? CommandStatus.COMMAND_STATUS_FAILED
                                                        : CommandStatus.COMMAND_STATUS_SENT))
                        .build());
    }

    @Override
    public void prepareFunding(
            PrepareFundingRequest request, StreamObserver<PrepareFundingResponse> answers) {
        if (refused(answers)) {
            return;
        }
        EscrowedTask task = request.getTask();
        Terms terms = task.getTerms();
        BigInteger reward = new BigInteger(terms.getReward());
        BigInteger fee =
                reward.multiply(BigInteger.valueOf(terms.getPolicy().getFeeRate()))
                        .divide(BigInteger.valueOf(10_000));
        chain.knows(task);
        answer(
                answers,
                PrepareFundingResponse.newBuilder()
                        .setTaskKey(PlayedChain.keyOf(task))
                        .setFee(fee.toString())
                        .setTotal(reward.add(fee).toString())
                        .setBalance("10000000000000000000000")
                        .setFunding(call(task.getPublisher(), reward.add(fee).toString(), "0x00"))
                        .build());
    }

    @Override
    public void prepareCall(
            PrepareCallRequest request, StreamObserver<PrepareCallResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                PrepareCallResponse.newBuilder()
                        .setCall(call(request.getFrom(), "0", "0x0" + request.getVerbValue()))
                        .build());
    }

    @Override
    public void prepareWithdrawal(
            PrepareWithdrawalRequest request, StreamObserver<PrepareWithdrawalResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                PrepareWithdrawalResponse.newBuilder()
                        .setAmount(chain.creditOf(request.getAccount()).toString())
                        .setCall(call(request.getAccount(), "0", request.getRecipient()))
                        .build());
    }

    private static Call call(String from, String value, String data) {
        return Call.newBuilder()
                .setFrom(from)
                .setTo(CONTRACT)
                .setValue(value)
                .setData(data)
                .build();
    }

    @Override
    public void verifyConsent(
            VerifyConsentRequest request, StreamObserver<VerifyConsentResponse> answers) {
        if (refused(answers)) {
            return;
        }
        Consent consent = request.getConsent();
        String type = consent.getKind().name().substring("CONSENT_KIND_".length());
        boolean valid =
                request.getSignature()
                        .equals(signature(request.getSigner(), type, consent.getTaskKey()));
        answer(answers, VerifyConsentResponse.newBuilder().setValid(valid).build());
    }

    @Override
    public void relayClaim(RelayClaimRequest request, StreamObserver<RelayClaimResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                RelayClaimResponse.newBuilder()
                        .setCommand(Command.newBuilder().setCommandId(request.getCommandId()))
                        .build());
        once(
                request.getCommandId(),
                request.getTask(),
                () -> chain.claim(request.getTask(), request.getConsent().getWorker()));
    }

    @Override
    public void relayConsent(
            RelayConsentRequest request, StreamObserver<RelayConsentResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                RelayConsentResponse.newBuilder()
                        .setCommand(Command.newBuilder().setCommandId(request.getCommandId()))
                        .build());
        ConsentKind kind = request.getConsent().getKind();
        once(
                request.getCommandId(),
                request.getTask(),
                () ->
                        chain.carry(
                                request.getTask(),
                                kind,
                                request.getConsent(),
                                request.getSigner()));
    }

    @Override
    public void relaySettlement(
            RelaySettlementRequest request, StreamObserver<RelaySettlementResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                RelaySettlementResponse.newBuilder()
                        .setCommand(Command.newBuilder().setCommandId(request.getCommandId()))
                        .build());
        once(
                request.getCommandId(),
                request.getTask(),
                () -> chain.settle(request.getTask(), request.getConsent().getShare()));
    }

    @Override
    public void resolve(ResolveRequest request, StreamObserver<ResolveResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                ResolveResponse.newBuilder()
                        .setCommand(Command.newBuilder().setCommandId(request.getCommandId()))
                        .build());
        once(
                request.getCommandId(),
                request.getTask(),
                () -> chain.rule(request.getTask(), request.getShare(), request.getReason()));
    }

    @Override
    public void executeTimer(
            ExecuteTimerRequest request, StreamObserver<ExecuteTimerResponse> answers) {
        if (refused(answers)) {
            return;
        }
        answer(
                answers,
                ExecuteTimerResponse.newBuilder()
                        .setCommand(Command.newBuilder().setCommandId(request.getCommandId()))
                        .build());
        once(
                request.getCommandId(),
                request.getTask(),
                () -> chain.execute(request.getTask(), request.getVerb()));
    }

    private void once(String commandId, EscrowedTask task, Runnable effect) {
        given.add(commandId);
        if (accepted.putIfAbsent(commandId, true) != null || holding) {
            return;
        }
        String key = PlayedChain.keyOf(task);
        if (refusal.isEmpty()) {
            effect.run();
        }
        teller.accept(
                key,
                CommandSettled.newBuilder()
                        .setTaskKey(key)
                        .setTaskId(task.getTerms().getPolicy().getTaskId())
                        .setCommandId(commandId)
                        .setConfirmed(refusal.isEmpty())
                        .setReason(refusal)
                        .build());
    }

    private static <T> void answer(StreamObserver<T> answers, T answer) {
        answers.onNext(answer);
        answers.onCompleted();
    }

    private boolean refused(StreamObserver<?> answers) {
        if (away) {
            answers.onError(Status.UNAVAILABLE.asRuntimeException());
        }
        return away;
    }
}
