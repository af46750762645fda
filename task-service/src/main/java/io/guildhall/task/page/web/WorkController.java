package io.guildhall.task.page.web;

import io.guildhall.defaults.idempotency.Idempotent;
import io.guildhall.defaults.security.AuthenticatedAccess;
import io.guildhall.defaults.security.CurrentUser;
import io.guildhall.task.dispute.Disputes;
import io.guildhall.task.escrow.Call;
import io.guildhall.task.escrow.ConsentKind;
import io.guildhall.task.escrow.EscrowVerb;
import io.guildhall.task.escrow.TypedData;
import io.guildhall.task.escrow.Withdrawal;
import io.guildhall.task.page.TaskPages;
import io.guildhall.task.page.TaskView;
import io.guildhall.task.work.ConsentRequest;
import io.guildhall.task.work.Consents;
import io.guildhall.task.work.Credits;
import io.guildhall.task.work.Draft;
import io.guildhall.task.work.OwnCalls;
import io.guildhall.task.work.Submissions;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** What the two sides of a task do with it: sign, hand in, send from their own wallets. */
@RestController
@RequestMapping("/api/v1/tasks/{id}")
@AuthenticatedAccess
class WorkController {
    private final Consents consents;
    private final Submissions submissions;
    private final OwnCalls calls;
    private final Credits credits;
    private final Disputes disputes;
    private final TaskPages pages;

    WorkController(
            Consents consents,
            Submissions submissions,
            OwnCalls calls,
            Credits credits,
            Disputes disputes,
            TaskPages pages) {
        this.consents = consents;
        this.submissions = submissions;
        this.calls = calls;
        this.credits = credits;
        this.disputes = disputes;
        this.pages = pages;
    }

    /**
     * What somebody wants to sign.
     *
     * @param reason for REVISION, DISPUTE and APPEAL
     * @param submissionId for SUBMISSION
     * @param share for SETTLEMENT, in basis points for the worker
     * @param validUntil for SETTLEMENT; without it that of the other side's offer of this share, or a week
     */
    record NewConsent(
            @NotNull ConsentKind kind,
            @Nullable @Size(max = 2000) String reason,
            @Nullable Long submissionId,
            @Nullable @Min(0) @Max(10_000) Integer share,
            @Nullable Instant validUntil) {}

    /** What the wallet signs. */
    record ConsentToSign(long consentId, TypedData typedData) {}

    /** The wallet's signature: 65 bytes of a key, or more of a contract wallet. */
    record Signature(@NotNull @Pattern(regexp = "0x([0-9a-fA-F]{2}){1,990}") String signature) {}

    /** Everything that somebody signed about a task. */
    record Signatures(List<Consents.Signed> items) {}

    /** What the worker hands in; the text is Markdown. */
    record NewSubmission(
            @NotBlank @Size(max = 20_000) String text,
            @Nullable @Size(max = 10)
                    List<@NotNull @Pattern(regexp = "https?://\\S{1,500}") String> links,
            @Nullable @Size(max = 10) List<@NotNull Long> fileIds) {}

    /**
     * Ready to be signed.
     *
     * @param evidence SHA-256 of the canonical text
     */
    record SubmissionToSign(long submissionId, String evidence, String canonical) {}

    @PostMapping("/consents")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    ConsentToSign prepareConsent(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid NewConsent wanted) {
        Consents.Prepared prepared =
                consents.prepare(
                        user,
                        id,
                        new ConsentRequest(
                                wanted.kind(),
                                wanted.reason(),
                                wanted.submissionId(),
                                wanted.share(),
                                wanted.validUntil()));
        return new ConsentToSign(prepared.id(), prepared.typedData());
    }

    @PutMapping("/consents/{consentId}")
    TaskView signConsent(
            CurrentUser user,
            @PathVariable long id,
            @PathVariable long consentId,
            @RequestBody @Valid Signature signature) {
        consents.sign(user, id, consentId, signature.signature().toLowerCase(Locale.ROOT));
        return pages.read(id, user);
    }

    @GetMapping("/signatures")
    Signatures listOwnSignatures(CurrentUser user, @PathVariable long id) {
        return new Signatures(consents.signatures(user, id));
    }

    @PostMapping("/submissions")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    SubmissionToSign prepareSubmission(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid NewSubmission work) {
        Submissions.Prepared prepared =
                submissions.prepare(user, id, draft(work.text(), work.links(), work.fileIds()));
        return new SubmissionToSign(prepared.id(), prepared.evidence(), prepared.canonical());
    }

    /** What one side of a dispute says; the text is Markdown. */
    record NewStatement(
            @NotBlank @Size(max = 20_000) String text,
            @Nullable @Size(max = 10)
                    List<@NotNull @Pattern(regexp = "https?://\\S{1,500}") String> links,
            @Nullable @Size(max = 10) List<@NotNull Long> fileIds) {}

    @PostMapping("/statements")
    @ResponseStatus(HttpStatus.CREATED)
    @Idempotent
    TaskView stateInDispute(
            CurrentUser user, @PathVariable long id, @RequestBody @Valid NewStatement said) {
        disputes.state(user, id, draft(said.text(), said.links(), said.fileIds()));
        return pages.read(id, user);
    }

    @GetMapping("/calls/{verb}")
    Call prepareOwnCall(
            CurrentUser user,
            @PathVariable long id,
            @PathVariable
                    @Pattern(
                            regexp =
                                    "cancel|approve|lapse|refund|release|execute-ruling|execute-default")
                    String verb) {
        return calls.prepare(
                user, id, EscrowVerb.valueOf(verb.toUpperCase(Locale.ROOT).replace('-', '_')));
    }

    /**
     * What waits in the contract for the reader, whose payment could not be received.
     *
     * @param amount smallest units of the token; 0 once it was pulled
     * @param call that pulls it
     */
    record Credit(String amount, Call call) {}

    @GetMapping("/credit")
    Credit prepareWithdrawal(
            CurrentUser user,
            @PathVariable long id,
            @RequestParam(required = false) @Nullable @Pattern(regexp = "0x[0-9a-fA-F]{40}")
                    String recipient) {
        Withdrawal found = credits.prepare(user, id, recipient);
        return new Credit(found.amount().toString(), found.call());
    }

    /** What takes a second funding of the task back. */
    @GetMapping("/second-fundings/{key}/return")
    Call prepareSecondFundingReturn(
            CurrentUser user,
            @PathVariable long id,
            @PathVariable @Pattern(regexp = "0x[0-9a-f]{64}") String key) {
        return calls.takeBack(user, id, key);
    }

    private static Draft draft(
            String text, @Nullable List<String> links, @Nullable List<Long> fileIds) {
        return new Draft(
                text, links == null ? List.of() : links, fileIds == null ? List.of() : fileIds);
    }
}
