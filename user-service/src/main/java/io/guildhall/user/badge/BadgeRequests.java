package io.guildhall.user.badge;

import io.guildhall.defaults.audit.AuditTrail;
import io.guildhall.defaults.audit.AuditTrail.Outcome;
import io.guildhall.defaults.persistence.IdGenerator;
import io.guildhall.defaults.problem.ProblemException;
import io.guildhall.defaults.problem.ProblemKind;
import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Takes requests for the verified-player badge and lets admins decide on them. */
@Service
public class BadgeRequests {
    private static final Limit OWN = Limit.of(50);

    private final BadgeRequestRepository requests;
    private final Accounts accounts;
    private final AuditTrail audit;
    private final IdGenerator ids;
    private final Clock clock;

    BadgeRequests(
            BadgeRequestRepository requests,
            Accounts accounts,
            AuditTrail audit,
            IdGenerator ids,
            Clock clock) {
        this.requests = requests;
        this.accounts = accounts;
        this.audit = audit;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Asks for the badge.
     *
     * @throws ProblemException {@code already-verified}, or {@code request-pending} while an earlier one waits
     */
    @Transactional
    public BadgeRequestView submit(long userId, Application application) {
        Account account = accounts.get(userId);
        if (account.verified()) {
            throw new ProblemException(
                    ProblemKind.CONFLICT, "already-verified", "The user wears the badge already");
        }
        BadgeRequest request = new BadgeRequest(ids.next(), userId, application, clock.instant());
        try {
            requests.saveAndFlush(request);
        } catch (DataIntegrityViolationException e) {
            // The only constraint that a well-formed request can meet is that of one waiting
            // request.
            throw new ProblemException(
                    ProblemKind.CONFLICT,
                    "request-pending",
                    "An earlier request waits for its decision");
        }
        BadgeRequestView view = request.view(account.username());
        audited("badge.requested", view, Map.of());
        return view;
    }

    /** A user's own requests, latest first. */
    @Transactional(readOnly = true)
    public List<BadgeRequestView> own(long userId) {
        String username = accounts.get(userId).username();
        return requests.findByUserIdOrderByRequestIdDesc(userId, OWN).stream()
                .map(request -> request.view(username))
                .toList();
    }

    /** Requests in a state: waiting ones longest first, decided ones latest first. */
    @Transactional(readOnly = true)
    public BadgeRequestView.Page list(RequestStatus status, @Nullable Long after, int limit) {
        Limit oneMore = Limit.of(limit + 1);
        List<BadgeRequest> found =
                status == RequestStatus.PENDING
                        ? requests.findOldestFirst(status, after, oneMore)
                        : requests.findLatestFirst(status, after, oneMore);
        boolean more = found.size() > limit;
        List<BadgeRequestView> page = views(more ? found.subList(0, limit) : found);
        return new BadgeRequestView.Page(page, more ? page.getLast().id() : null);
    }

    /**
     * Decides on a request; approval grants the badge in the same transaction.
     *
     * @throws ProblemException {@code request-not-found}, {@code own-request}, {@code already-decided}
     */
    @Transactional
    public BadgeRequestView decide(long requestId, boolean approved, Reason reason, long adminId) {
        BadgeRequest request =
                requests.findLocked(requestId)
                        .orElseThrow(
                                () ->
                                        new ProblemException(
                                                ProblemKind.NOT_FOUND,
                                                "request-not-found",
                                                "No request has the id " + requestId));
        request.decide(approved, reason.text(), adminId, clock.instant());
        requests.saveAndFlush(request);
        Account account =
                approved
                        ? accounts.setBadge(request.userId(), true, reason.text())
                        : accounts.get(request.userId());
        BadgeRequestView view = request.view(account.username());
        audited(
                approved ? "badge.approved" : "badge.rejected",
                view,
                Map.of("reason", reason.text()));
        return view;
    }

    private List<BadgeRequestView> views(List<BadgeRequest> found) {
        Map<Long, Account> people =
                accounts
                        .findAll(found.stream().map(BadgeRequest::userId).distinct().toList())
                        .stream()
                        .collect(Collectors.toMap(Account::id, Function.identity()));
        return found.stream()
                .map(
                        request -> {
                            Account account = people.get(request.userId());
                            return request.view(account == null ? "" : account.username());
                        })
                .toList();
    }

    private void audited(String action, BadgeRequestView request, Map<String, String> more) {
        Map<String, String> details = new TreeMap<>(more);
        details.put("request", Long.toString(request.id()));
        audit.record(action, "user:" + request.userId(), Outcome.SUCCESS, details);
    }
}
