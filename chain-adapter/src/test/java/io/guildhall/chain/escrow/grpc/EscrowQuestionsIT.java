package io.guildhall.chain.escrow.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.guildhall.chain.ChainAdapterTest;
import io.guildhall.chain.contract.Addresses;
import io.guildhall.chain.contract.Consent;
import io.guildhall.chain.contract.ConsentKind;
import io.guildhall.chain.contract.EscrowCalls;
import io.guildhall.chain.contract.EscrowedTask;
import io.guildhall.chain.contract.Policy;
import io.guildhall.chain.contract.Terms;
import io.guildhall.chain.testing.Answers;
import io.guildhall.chain.testing.TestChain;
import io.guildhall.chain.testing.Wallet;
import io.guildhall.chain.testing.Wire;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.proto.chain.v1.Call;
import io.guildhall.proto.chain.v1.EscrowStatus;
import io.guildhall.proto.chain.v1.GetEscrowRequest;
import io.guildhall.proto.chain.v1.GetEscrowResponse;
import io.guildhall.proto.chain.v1.GetTaskStateRequest;
import io.guildhall.proto.chain.v1.GetTaskStateResponse;
import io.guildhall.proto.chain.v1.PrepareCallRequest;
import io.guildhall.proto.chain.v1.PrepareCallResponse;
import io.guildhall.proto.chain.v1.PrepareFundingRequest;
import io.guildhall.proto.chain.v1.PrepareFundingResponse;
import io.guildhall.proto.chain.v1.Verb;
import io.guildhall.proto.chain.v1.VerifyConsentRequest;
import io.guildhall.proto.chain.v1.VerifyConsentResponse;
import io.guildhall.proto.chain.v1.VerifyWalletSignatureRequest;
import io.guildhall.proto.chain.v1.VerifyWalletSignatureResponse;
import java.math.BigInteger;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.web3j.utils.Numeric;

@ChainAdapterTest
class EscrowQuestionsIT {
    @Autowired private EscrowGrpcService door;
    @Autowired private TestChain chain;
    @Autowired private EscrowCalls calls;

    private final Wallet worker = Wallet.create();

    @Test
    void tellsWhereTheContractIsAndWhatItAllows() {
        GetEscrowResponse escrow =
                Answers.of(door::getEscrow, GetEscrowRequest.getDefaultInstance());

        assertThat(escrow.getChainId()).isEqualTo(31_337);
        assertThat(escrow.getContract()).isEqualTo(chain.contract().address());
        assertThat(escrow.getArbiter()).isEqualTo("0xFABB0ac9d68B0B445fB7357272Ff202C5651694a");
        assertThat(escrow.getAppealArbiter())
                .isEqualTo("0xdD2FD4581271e230360230F9337D5c0430Bf44C0");
        assertThat(escrow.getPaused()).isFalse();
        assertThat(escrow.getConfirmations()).isEqualTo(1);
        assertThat(escrow.getHeadBlock()).isPositive();
        assertThat(escrow.getLimits().getMaxFeeRate()).isEqualTo(1_000);
        assertThat(escrow.getLimits().getMinWindow()).isEqualTo(600);
        assertThat(escrow.getLimits().getArbitrationWindow()).isEqualTo(14 * 86_400);
    }

    @Test
    void preparesAFundingThatTheContractTakes() {
        EscrowedTask task = chain.task();

        PrepareFundingResponse plan = funding(task);
        chain.execute(
                plan.getFunding().getFrom(),
                new BigInteger(plan.getFunding().getValue()),
                plan.getFunding().getData());

        assertThat(plan.getFee()).isEqualTo("25000000");
        assertThat(plan.getTotal()).isEqualTo("1025000007");
        assertThat(new BigInteger(plan.getBalance())).isGreaterThan(BigInteger.TEN.pow(18));
        assertThat(plan.getApprovalsList()).isEmpty();
        GetTaskStateResponse found =
                Answers.of(
                        door::getTaskState,
                        GetTaskStateRequest.newBuilder().setTaskKey(plan.getTaskKey()).build());
        assertThat(found.getState().getStatus()).isEqualTo(EscrowStatus.ESCROW_STATUS_OPEN);
        assertThat(found.getState().getWorker()).isEmpty();
        assertThat(found.getState().getOpenedIn()).isEqualTo(found.getBlockNumber());
        assertThat(found.getState().getClock()).isEqualTo(task.terms().policy().claimDeadline());
    }

    @Test
    void takesATokenThatRefusesToChangeAnAllowanceInUse() {
        EscrowedTask task = inToken(chain.deployStubbornToken());
        allow(task, BigInteger.ONE);

        PrepareFundingResponse plan = funding(task);
        plan.getApprovalsList().forEach(this::send);
        send(plan.getFunding());

        assertThat(plan.getApprovalsList())
                .extracting(Call::getData)
                .containsExactly(
                        calls.allow(chain.contract().address(), BigInteger.ZERO),
                        calls.allow(chain.contract().address(), new BigInteger(plan.getTotal())));
        assertThat(chain.state(task).status().name()).isEqualTo("OPEN");
    }

    @Test
    void asksForOneApprovalWhereNothingIsAllowedAndForNoneWhereEnoughIs() {
        EscrowedTask task = inToken(chain.deployStubbornToken());

        PrepareFundingResponse first = funding(task);
        first.getApprovalsList().forEach(this::send);

        assertThat(first.getApprovalsList()).hasSize(1);
        assertThat(funding(task).getApprovalsList()).isEmpty();
    }

    private EscrowedTask inToken(String token) {
        EscrowedTask task = chain.task();
        Terms terms = task.terms();
        return new EscrowedTask(
                task.publisher(),
                new Terms(
                        terms.content(),
                        token,
                        terms.reward(),
                        terms.appealArbiter(),
                        terms.policy()));
    }

    private void allow(EscrowedTask task, BigInteger amount) {
        chain.execute(
                task.publisher(),
                task.terms().token(),
                BigInteger.ZERO,
                calls.allow(chain.contract().address(), amount));
    }

    private void send(Call call) {
        chain.execute(
                call.getFrom(), call.getTo(), new BigInteger(call.getValue()), call.getData());
    }

    @Test
    void refusesToFundWhatIsFunded() {
        EscrowedTask task = chain.fundedTask();

        assertCode("escrow-wrong-status", () -> funding(task));
    }

    @Test
    void refusesTermsThatTheContractWouldRefuse() {
        Policy policy = chain.task().terms().policy();

        assertCode(
                "escrow-zero-reward",
                () -> funding(with(BigInteger.ZERO, Addresses.NOBODY, policy)));
        assertCode(
                "escrow-claim-deadline-out-of-range",
                () -> funding(withPolicy(2, 5_000, 250, 0, 3_600, 1_000)));
        assertCode(
                "escrow-window-out-of-range",
                () -> funding(withPolicy(2, 5_000, 250, 0, 1, policy.claimDeadline())));
        assertCode(
                "escrow-fee-rate-too-high",
                () -> funding(withPolicy(2, 5_000, 1_001, 0, 3_600, policy.claimDeadline())));
        assertCode(
                "escrow-too-many-revisions",
                () -> funding(withPolicy(16, 5_000, 250, 0, 3_600, policy.claimDeadline())));
        assertCode(
                "escrow-share-too-high",
                () -> funding(withPolicy(2, 10_001, 250, 0, 3_600, policy.claimDeadline())));
        assertCode(
                "escrow-appeal-half-specified",
                () -> funding(withPolicy(2, 5_000, 250, 3_600, 3_600, policy.claimDeadline())));
    }

    private EscrowedTask withPolicy(
            int revisions, int share, int feeRate, int appeal, int window, long deadline) {
        return with(
                BigInteger.TEN,
                Addresses.NOBODY,
                new Policy(1, revisions, share, feeRate, appeal, window, window, deadline));
    }

    private EscrowedTask with(BigInteger reward, String arbiter, Policy policy) {
        return new EscrowedTask(
                chain.publisher(),
                new Terms("0x" + "ab".repeat(32), Terms.ETHER, reward, arbiter, policy));
    }

    @Test
    void preparesACancellationForItsPublisherOnly() {
        EscrowedTask task = chain.fundedTask();
        chain.mine(1);
        PrepareCallRequest.Builder request =
                PrepareCallRequest.newBuilder().setTask(Wire.task(task)).setVerb(Verb.VERB_CANCEL);

        PrepareCallResponse prepared =
                Answers.of(door::prepareCall, request.setFrom(task.publisher()).build());
        chain.execute(task.publisher(), BigInteger.ZERO, prepared.getCall().getData());

        assertThat(chain.state(task).status().name()).isEqualTo("NONE");
        assertCode(
                "escrow-not-the-publisher",
                () -> Answers.of(door::prepareCall, request.setFrom(worker.address()).build()));
    }

    @Test
    void knowsAConsentThatTheContractKnows() {
        EscrowedTask task = chain.fundedTask();
        Consent claim =
                new Consent(
                        ConsentKind.CLAIM,
                        task.key(),
                        chain.state(task).openedIn(),
                        worker.address(),
                        0,
                        "",
                        0,
                        0);
        String signature = worker.sign(claim, chain.contract().address());

        assertThat(verify(claim, worker.address(), signature)).isTrue();
        assertThat(verify(claim, task.publisher(), signature)).isFalse();
        String assigner = chain.rpc("eth_accounts").get(11).asString();
        chain.execute(
                assigner,
                BigInteger.ZERO,
                calls.carry(
                        task,
                        claim,
                        worker.address(),
                        Numeric.hexStringToByteArray(signature),
                        true));
        assertThat(chain.state(task).worker()).isEqualTo(worker.address());
    }

    @Test
    void checksAnySignatureOfAnAccount() {
        byte[] hash = Numeric.hexStringToByteArray("0x" + "5a".repeat(32));
        VerifyWalletSignatureRequest.Builder request =
                VerifyWalletSignatureRequest.newBuilder()
                        .setMessageHash("0x" + "5a".repeat(32))
                        .setSignature(worker.sign(hash));

        VerifyWalletSignatureResponse own =
                Answers.of(
                        door::verifyWalletSignature, request.setAccount(worker.address()).build());
        VerifyWalletSignatureResponse foreign =
                Answers.of(
                        door::verifyWalletSignature,
                        request.setAccount(Wallet.create().address()).build());

        assertThat(own.getValid()).isTrue();
        assertThat(foreign.getValid()).isFalse();
    }

    @Test
    void asksAContractWalletWhatItSigned() {
        String wallet = chain.deployWallet(worker.address());
        byte[] hash = Numeric.hexStringToByteArray("0x" + "5a".repeat(32));
        // This wallet's own form: a mark, then its owner's signature.
        String signature = "0x01" + worker.sign(hash).substring(2);
        VerifyWalletSignatureRequest.Builder request =
                VerifyWalletSignatureRequest.newBuilder()
                        .setAccount(wallet)
                        .setMessageHash("0x" + "5a".repeat(32));

        assertThat(
                        Answers.of(
                                        door::verifyWalletSignature,
                                        request.setSignature(signature).build())
                                .getValid())
                .isTrue();
        assertThat(
                        Answers.of(
                                        door::verifyWalletSignature,
                                        request.setSignature(Wallet.create().sign(hash)).build())
                                .getValid())
                .isFalse();
    }

    private boolean verify(Consent consent, String signer, String signature) {
        VerifyConsentResponse answer =
                Answers.of(
                        door::verifyConsent,
                        VerifyConsentRequest.newBuilder()
                                .setConsent(Wire.consent(consent))
                                .setSigner(signer)
                                .setSignature(signature)
                                .build());
        return answer.getValid();
    }

    private PrepareFundingResponse funding(EscrowedTask task) {
        return Answers.of(
                door::prepareFunding,
                PrepareFundingRequest.newBuilder().setTask(Wire.task(task)).build());
    }

    private static void assertCode(String code, Runnable call) {
        assertThatThrownBy(call::run)
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        problem -> assertThat(problem.code()).isEqualTo(code));
    }
}
