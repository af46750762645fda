package io.guildhall.chain.sending;

import io.guildhall.chain.contract.RevertReasons;
import io.guildhall.chain.keys.Signer;
import io.guildhall.chain.node.At;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.Call;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.ChainUnavailableException;
import io.guildhall.chain.node.Node;
import io.guildhall.chain.node.Receipt;
import io.guildhall.chain.node.RevertedException;
import io.guildhall.chain.node.SendResult;
import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends what one account has to send. All that must survive a crash is in rows before it is done: the nonce before the
 * signature, the signed transaction before the node has it. So each step can be repeated, and a crash between any two of
 * them loses and doubles nothing.
 */
final class AccountSender {
    private static final Logger log = LoggerFactory.getLogger(AccountSender.class);

    /** What the next block mends by itself. */
    private static final Set<String> PASSING = Set.of("escrow-opened-this-block");

    /** No node ever took it. */
    static final String NOT_TAKEN = "command-not-taken";

    /** Blocks after which nobody expects another history. */
    private static final int BURIED = 12;

    private final Signer signer;
    private final Node node;
    private final CommandBook book;
    private final TransactionSigner transactions;
    private final FeePolicy fees;
    private final SendingProperties properties;
    private final ChainProperties chain;
    private final Clock clock;

    /** When an attempt was handed over last, by command; forgotten in a crash, which costs one more message. */
    private final Map<Long, Instant> handedOver = new HashMap<>();

    /** Since when nodes refuse a command each time that it is handed over; a crash lets them try anew. */
    private final Map<Long, Instant> refusedSince = new HashMap<>();

    /** Commands whose number somebody else seems to have used. */
    private final Set<Long> suspected = new HashSet<>();

    AccountSender(
            Signer signer,
            Node node,
            CommandBook book,
            TransactionSigner transactions,
            SendingProperties properties,
            ChainProperties chain,
            Clock clock) {
        this.signer = signer;
        this.node = node;
        this.book = book;
        this.transactions = transactions;
        this.fees = new FeePolicy(properties.maxFee());
        this.properties = properties;
        this.chain = chain;
        this.clock = clock;
    }

    String account() {
        return signer.address();
    }

    /** One look at everything; says whether something moved. */
    boolean round() {
        List<Command> inFlight = book.inFlight(account());
        List<Command> waiting =
                book.waiting(account(), Math.max(0, properties.maxInFlight() - inFlight.size()));
        if (inFlight.isEmpty() && waiting.isEmpty()) {
            handedOver.clear();
            return false;
        }
        boolean moved = false;
        if (!inFlight.isEmpty()) {
            moved = follow(inFlight);
        }
        for (Command command : waiting) {
            moved |= begin(command);
        }
        return moved;
    }

    // --- what is on its way
    // ---------------------------------------------------------------------------------------

    private boolean follow(List<Command> inFlight) {
        BlockHeader head = node.head();
        long executed = node.transactionCount(account(), At.LATEST);
        boolean moved = false;
        boolean first = true;
        for (Command command : inFlight) {
            if (Objects.requireNonNull(command.nonce()) < executed) {
                moved |= settle(command, head);
            } else {
                push(command, first);
                first = false;
            }
        }
        return moved;
    }

    private boolean settle(Command command, BlockHeader head) {
        Optional<Receipt> found = receipt(command);
        if (found.isEmpty()) {
            return numberLost(command, head);
        }
        Receipt receipt = found.get();
        if (head.number() - receipt.blockNumber() + 1 < chain.confirmations()) {
            return false;
        }
        if (isVoid(command, receipt)) {
            book.fail(command, NOT_TAKEN, receipt);
        } else if (receipt.succeeded()) {
            book.confirm(command, receipt);
        } else {
            Optional<String> reason = reasonOf(command, receipt, head);
            if (reason.isEmpty()) {
                return false;
            }
            book.fail(command, reason.get(), receipt);
        }
        handedOver.remove(command.id());
        refusedSince.remove(command.id());
        return true;
    }

    private boolean isVoid(Command command, Receipt receipt) {
        return book.attempts(command.id()).stream()
                .anyMatch(
                        it -> it.voids() && it.transactionHash().equals(receipt.transactionHash()));
    }

    /**
     * The number is used, and not by us as far as this node can tell: somebody else uses the key, or the node lags. Only when
     * the other transaction lies so deep that none of ours can take its place any more is the command given another number.
     */
    private boolean numberLost(Command command, BlockHeader head) {
        if (suspected.add(command.id())) {
            log.error(
                    "Nonce {} of {} is used, but no transaction of command {} is in a block: does somebody else use the key?",
                    command.nonce(),
                    account(),
                    command.commandId());
        }
        long deep = head.number() - Math.max(chain.confirmations(), BURIED);
        if (deep < 0
                || node.transactionCount(account(), At.block(deep))
                        <= Objects.requireNonNull(command.nonce())) {
            return false;
        }
        book.releaseNonce(command);
        suspected.remove(command.id());
        handedOver.remove(command.id());
        refusedSince.remove(command.id());
        return true;
    }

    private Optional<Receipt> receipt(Command command) {
        // The newest is the likeliest: it pays most.
        return book.attempts(command.id()).reversed().stream()
                .flatMap(attempt -> node.receipt(attempt.transactionHash()).stream())
                .findFirst();
    }

    /**
     * Receipts have no reason; the same call right after, or right before, that block has.
     *
     * @return empty while nobody can be asked and may be soon
     */
    private Optional<String> reasonOf(Command command, Receipt receipt, BlockHeader head) {
        for (long block : new long[] {receipt.blockNumber(), receipt.blockNumber() - 1}) {
            try {
                node.call(call(command), At.block(block));
            } catch (RevertedException e) {
                return Optional.of(RevertReasons.of(e.data()));
            } catch (ChainUnavailableException e) {
                if (e.isOutage() && head.number() - receipt.blockNumber() < BURIED) {
                    return Optional.empty();
                }
                // Nodes forget the state of old blocks: who waited for it would wait for ever.
                log.warn(
                        "Why command {} failed is not known: {}",
                        command.commandId(),
                        e.getMessage());
            }
        }
        return Optional.of(RevertReasons.UNKNOWN);
    }

    private void push(Command command, boolean first) {
        List<Attempt> attempts = book.attempts(command.id());
        if (attempts.isEmpty()) {
            send(command, 1, fees.first(node.fees()));
            return;
        }
        Attempt last = attempts.getLast();
        Instant now = clock.instant();
        // Those behind it cannot be faster, whatever they pay.
        boolean stuck =
                first
                        && isOlder(last.createdAt(), properties.stuckAfter(), now)
                        && fees.canReplace(last.maxFee());
        if (stuck) {
            log.warn(
                    "Command {} waits since {}: attempt {} offers more",
                    command.commandId(),
                    last.createdAt(),
                    last.number() + 1);
            handOver(command, replacement(command, last));
        } else if (isOlder(
                handedOver.getOrDefault(command.id(), Instant.MIN),
                properties.rebroadcastAfter(),
                now)) {
            handOver(command, last.raw());
        } else {
            return;
        }
        // Only after it was refused just now: in an outage nobody was asked.
        if (first && isRefusedForLong(command, now)) {
            giveUp(command);
        }
    }

    private boolean isRefusedForLong(Command command, Instant now) {
        Instant since = refusedSince.get(command.id());
        return since != null && isOlder(since, properties.giveUpAfter(), now);
    }

    /**
     * A number that is never used keeps all that follow it waiting. An empty transaction uses it up; should one of the others be
     * in a block all the same, that one is the command.
     */
    private void giveUp(Command command) {
        Attempt last = book.attempts(command.id()).getLast();
        if (last.voids()) {
            return;
        }
        log.error(
                "No node takes command {}: its number {} is used up without it",
                command.commandId(),
                command.nonce());
        refusedSince.remove(command.id());
        handOver(
                command,
                sign(
                        command,
                        last.number() + 1,
                        fees.replacing(last.maxFee(), last.tip(), node.fees()),
                        true));
    }

    private String replacement(Command command, Attempt last) {
        return sign(
                command,
                last.number() + 1,
                fees.replacing(last.maxFee(), last.tip(), node.fees()),
                last.voids());
    }

    private static boolean isOlder(Instant moment, Duration than, Instant now) {
        return moment.equals(Instant.MIN) || moment.plus(than).isBefore(now);
    }

    // --- what is new
    // ----------------------------------------------------------------------------------------------

    private boolean begin(Command command) {
        BigInteger gas;
        try {
            gas = node.estimateGas(call(command));
        } catch (RevertedException e) {
            return refused(command, RevertReasons.of(e.data()));
        }
        if (gas.compareTo(properties.maxGas()) > 0) {
            // With a nonce it would be in the way of all that follow, since no block may have room
            // for it.
            return refused(command, Commands.TOO_MUCH_GAS);
        }
        Optional<Command> numbered =
                book.takeNonce(command, node.transactionCount(account(), At.LATEST), limit(gas));
        numbered.ifPresent(taken -> send(taken, 1, fees.first(node.fees())));
        return numbered.isPresent();
    }

    /** What it refuses now may be right once what is on its way has arrived. */
    private boolean refused(Command command, String reason) {
        if (PASSING.contains(reason) || book.hasUnsettled(command.taskKey(), command.id())) {
            return false;
        }
        book.refuse(command, reason);
        return true;
    }

    /** The state may be another by the time that it is executed. */
    private static BigInteger limit(BigInteger gas) {
        return gas.multiply(BigInteger.valueOf(5))
                .divide(BigInteger.valueOf(4))
                .add(BigInteger.valueOf(20_000));
    }

    private void send(Command command, int number, FeePolicy.Offer offer) {
        handOver(command, sign(command, number, offer, false));
    }

    private String sign(Command command, int number, FeePolicy.Offer offer, boolean voids) {
        TransactionSigner.Signed signed =
                voids
                        ? transactions.signVoid(command, signer, offer)
                        : transactions.sign(command, signer, offer);
        book.keep(command.id(), number, signed, voids);
        return signed.raw();
    }

    private void handOver(Command command, String raw) {
        SendResult result = node.send(raw);
        handedOver.put(command.id(), clock.instant());
        if (result != SendResult.REFUSED) {
            refusedSince.remove(command.id());
        }
        switch (result) {
            case ACCEPTED, NONCE_USED -> book.sent(command.id());
            case UNDERPRICED ->
                    // The base fee has outrun it: nodes do not even keep it.
                    book.attempts(command.id()).stream()
                            .reduce((_, newest) -> newest)
                            .filter(last -> fees.canReplace(last.maxFee()))
                            .ifPresent(last -> replaceOnce(command, last));
            case INSUFFICIENT_FUNDS ->
                    log.error("{} cannot pay for command {}", account(), command.commandId());
            case REFUSED -> {
                refusedSince.putIfAbsent(command.id(), clock.instant());
                log.error("No node takes command {} now", command.commandId());
            }
        }
    }

    private void replaceOnce(Command command, Attempt last) {
        if (node.send(replacement(command, last)) == SendResult.ACCEPTED) {
            book.sent(command.id());
        }
    }

    private Call call(Command command) {
        return Call.of(command.target(), command.data()).from(command.account());
    }
}
