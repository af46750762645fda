package io.guildhall.chain.watching;

import io.guildhall.chain.contract.EscrowProperties;
import io.guildhall.chain.node.BlockHeader;
import io.guildhall.chain.node.ChainProperties;
import io.guildhall.chain.node.Node;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Follows the chain: far behind by ranges, near the newest block one by one with a look at each parent, back where the
 * chain has become another.
 */
@Component
class Follower {
    private static final Logger log = LoggerFactory.getLogger(Follower.class);

    private final Node node;
    private final BlockReader reader;
    private final FollowedChain followed;
    private final ChainProperties chain;
    private final EscrowProperties escrow;
    private final WatchingProperties properties;
    private final Clock clock;

    /** The newest block of the last round: while it is the same, nothing has changed. */
    private @Nullable BlockMark lastHead;

    private @Nullable Instant behindSince;
    private long headNumber;
    private long cursorNumber;

    Follower(
            Node node,
            BlockReader reader,
            FollowedChain followed,
            ChainProperties chain,
            EscrowProperties escrow,
            WatchingProperties properties,
            Clock clock) {
        this.node = node;
        this.reader = reader;
        this.followed = followed;
        this.chain = chain;
        this.escrow = escrow;
        this.properties = properties;
        this.clock = clock;
    }

    /** The newest block that was seen. */
    long headNumber() {
        return headNumber;
    }

    /** The last block whose events were told. */
    long cursorNumber() {
        return cursorNumber;
    }

    /** One step; says whether there is more to do at once. */
    boolean round() {
        BlockHeader head = node.head();
        BlockMark newest = new BlockMark(head.number(), head.hash());
        headNumber = head.number();
        if (newest.equals(lastHead)) {
            return false;
        }
        BlockMark cursor = followed.cursor().orElseGet(this::begin);
        cursorNumber = cursor.number();
        Step step = step(cursor, head);
        // Only a look that left nothing to do may be skipped the next time.
        lastHead = step == Step.ALL_TOLD ? newest : null;
        return step == Step.MORE;
    }

    private enum Step {
        MORE,
        ALL_TOLD,
        WAIT
    }

    private BlockMark begin() {
        long before = Math.max(0, escrow.startBlock() - 1);
        BlockMark first =
                node.block(before)
                        .map(block -> new BlockMark(block.number(), block.hash()))
                        .orElseThrow(
                                () ->
                                        new IllegalStateException(
                                                "The chain has no block " + before));
        followed.begin(first);
        return followed.cursor().orElseThrow();
    }

    private Step step(BlockMark cursor, BlockHeader head) {
        if (head.number() < cursor.number()) {
            return behind(cursor, head);
        }
        behindSince = null;
        if (!isOnChain(cursor)) {
            return rollBack(cursor);
        }
        long last = head.number() - chain.confirmations() + 1;
        if (last <= cursor.number()) {
            return Step.ALL_TOLD;
        }
        return last - cursor.number() > properties.near()
                ? catchUp(cursor, last)
                : follow(cursor, last);
    }

    private boolean isOnChain(BlockMark mark) {
        return node.block(mark.number()).filter(now -> now.hash().equals(mark.hash())).isPresent();
    }

    /**
     * The node is at an earlier block than we have been. On the same chain it may just lag, as may the one that stands in for
     * another; but one that was restarted from an old state never comes back by itself.
     */
    private Step behind(BlockMark cursor, BlockHeader head) {
        Optional<BlockMark> known =
                followed.remembered(head.number()).filter(mark -> mark.number() == head.number());
        if (known.isPresent() && known.get().hash().equals(head.hash())) {
            Instant now = clock.instant();
            Instant since = behindSince == null ? now : behindSince;
            behindSince = since;
            if (since.plus(properties.patience()).isAfter(now)) {
                return Step.WAIT;
            }
            log.warn(
                    "The chain is at block {}, behind {}, since {}: the blocks between count as gone",
                    head.number(),
                    cursor.number(),
                    since);
        }
        behindSince = null;
        return rollBack(cursor);
    }

    private Step rollBack(BlockMark cursor) {
        BlockMark common = lastCommon(cursor);
        log.warn(
                "The chain was reorganised: back from block {} to {}, the last that it still has",
                cursor.number(),
                common.number());
        followed.rollBack(cursor, common);
        return Step.MORE;
    }

    private BlockMark lastCommon(BlockMark cursor) {
        long atMost = Math.min(cursor.number(), node.head().number());
        Optional<BlockMark> mark = followed.remembered(atMost);
        while (mark.isPresent()) {
            if (isOnChain(mark.get())) {
                return mark.get();
            }
            mark = followed.remembered(mark.get().number() - 1);
        }
        throw new IllegalStateException(
                "The chain has none of the blocks that were followed: is it another chain?");
    }

    private Step follow(BlockMark cursor, long last) {
        Optional<BlockHeader> found = node.block(cursor.number() + 1);
        if (found.isEmpty() || !found.get().parentHash().equals(cursor.hash())) {
            // Changed under our eyes: the next look finds where.
            return Step.MORE;
        }
        BlockHeader next = found.get();
        followed.advance(cursor, new BlockMark(next.number(), next.hash()), reader.read(next));
        cursorNumber = next.number();
        return next.number() < last ? Step.MORE : Step.ALL_TOLD;
    }

    private Step catchUp(BlockMark cursor, long last) {
        long to = Math.min(cursor.number() + properties.range(), last - properties.near());
        long milestone = to - to % FollowedChain.MILESTONE;
        if (milestone > cursor.number()) {
            to = milestone;
        }
        Optional<BlockHeader> end = node.block(to);
        if (end.isEmpty()) {
            return Step.MORE;
        }
        Optional<List<PlacedEvent>> events = reader.read(cursor.number() + 1, end.get());
        if (events.isPresent()) {
            followed.advance(cursor, new BlockMark(to, end.get().hash()), events.get());
            cursorNumber = to;
        }
        return Step.MORE;
    }
}
