package io.guildhall.user.recovery;

import io.guildhall.user.account.Account;
import io.guildhall.user.account.Accounts;
import io.guildhall.user.account.EmailAddress;
import io.guildhall.user.account.Notices;
import io.guildhall.user.mail.MailKind;
import io.guildhall.user.secret.RandomToken;
import io.guildhall.user.site.SiteProperties;
import jakarta.annotation.PreDestroy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;
import org.springframework.transaction.support.TransactionOperations;

/** Looks up who asked for recovery, beside the requests, and mails those who exist. */
@Component
class RecoveryDispatch {
    private static final Logger log = LoggerFactory.getLogger(RecoveryDispatch.class);
    private static final int BATCH = 50;

    private final RecoveryRequests requests;
    private final RecoveryTokens tokens;
    private final Accounts accounts;
    private final Notices notices;
    private final SiteProperties site;
    private final TransactionOperations transaction;
    private final Clock clock;
    private final ExecutorService worker =
            Executors.newSingleThreadExecutor(
                    Thread.ofPlatform().name("recovery").daemon().factory());
    private final AtomicBoolean awaited = new AtomicBoolean();

    RecoveryDispatch(
            RecoveryRequests requests,
            RecoveryTokens tokens,
            Accounts accounts,
            Notices notices,
            SiteProperties site,
            TransactionOperations transaction,
            Clock clock) {
        this.requests = requests;
        this.tokens = tokens;
        this.accounts = accounts;
        this.notices = notices;
        this.site = site;
        this.transaction = transaction;
        this.clock = clock;
    }

    @TransactionalEventListener
    void on(@SuppressWarnings("unused") Recovery.Requested requested) {
        wake();
    }

    @Scheduled(fixedDelayString = "PT5S")
    void wake() {
        if (awaited.compareAndSet(false, true)) {
            worker.execute(this::dispatch);
        }
    }

    @PreDestroy
    void stop() {
        worker.shutdownNow();
    }

    private void dispatch() {
        awaited.set(false);
        try {
            int done = BATCH;
            while (done == BATCH) {
                Integer taken = transaction.execute(status -> dispatchBatch());
                done = taken == null ? 0 : taken;
            }
        } catch (RuntimeException e) {
            log.warn("Recoveries wait: {}", e.toString());
        }
    }

    private int dispatchBatch() {
        List<RecoveryRequest> taken = requests.take(BATCH);
        for (RecoveryRequest request : taken) {
            accounts.findByEmail(new EmailAddress(request.email()))
                    .ifPresent(account -> mail(account, request.locale()));
            requests.deleteByRequestId(request.requestId());
        }
        return taken.size();
    }

    private void mail(Account account, String locale) {
        if (account.email() == null) {
            return;
        }
        Instant now = clock.instant();
        RandomToken token = RandomToken.create();
        tokens.save(
                new RecoveryToken(token.hash(), account.id(), now.plus(Recovery.LINK_LIFETIME)));
        notices.sendLink(
                account,
                MailKind.RECOVERY,
                account.email(),
                site.link("/reset-password/?token=" + token.value()),
                locale);
    }
}
