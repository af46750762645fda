package io.guildhall.chain.sending;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionalEventListener;

/** What sending costs, and how long it takes. */
@Component
class SendingMeters {
    private static final double WEI = 1e18;

    private final MeterRegistry meters;

    SendingMeters(CommandBook book, MeterRegistry meters) {
        this.meters = meters;
        Gauge.builder("guildhall.chain.commands.open", book, b -> b.backlog().commands())
                .description("commands that were given and have no end yet")
                .register(meters);
        Gauge.builder("guildhall.chain.commands.oldest", book, b -> b.backlog().oldest())
                .description("age of the oldest of them; alert when it grows")
                .baseUnit("seconds")
                .register(meters);
    }

    @TransactionalEventListener
    void on(CommandSettled event) {
        Command command = event.command();
        String outcome = command.status().name().toLowerCase(Locale.ROOT);
        meters.counter("guildhall.chain.commands", "kind", command.kind(), "outcome", outcome)
                .increment();
        if (command.gasUsed() != null && command.gasPrice() != null) {
            meters.counter("guildhall.chain.gas", "kind", command.kind())
                    .increment(command.gasUsed());
            meters.counter("guildhall.chain.spent", "kind", command.kind())
                    .increment(command.gasUsed() * command.gasPrice().doubleValue() / WEI);
        }
    }
}
