package io.guildhall.defaults.persistence;

import com.github.f4b6a3.tsid.TsidFactory;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * TSIDs: 42 bits of milliseconds, 10 bits of node, 12 bits of counter that starts at random in each
 * millisecond. Two replicas on one random node would also need the same millisecond and the same counter
 * to collide, and the primary key would refuse the second; where that is too likely, the node is configured.
 */
final class TsidIdGenerator implements IdGenerator {
    static final int NODE_BITS = 10;

    private final TsidFactory factory;

    TsidIdGenerator(@Nullable Integer node, Clock clock) {
        TsidFactory.Builder builder =
                TsidFactory.builder().withNodeBits(NODE_BITS).withClock(clock);
        this.factory = node == null ? builder.build() : builder.withNode(node).build();
    }

    @Override
    public long next() {
        return factory.create().toLong();
    }
}
