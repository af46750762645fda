package io.guildhall.chain.sending;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import java.math.BigInteger;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How transactions are sent.
 *
 * @param pollInterval longest time between two looks at what is on its way
 * @param stuckAfter how long an attempt may wait for a block before another pays more
 * @param rebroadcastAfter how long before an attempt is handed over again, to whichever node serves by then
 * @param giveUpAfter how long nodes may refuse a command, each time that it is handed over, before its number is used up by an
 *     empty transaction: it keeps all that follow it waiting
 * @param maxFee most wei per gas that is ever offered
 * @param maxInFlight most transactions of one account on their way
 * @param maxGas most gas that a command may need: contract wallets decide how much their signature's check takes, and the
 *     platform pays for it
 */
@Validated
@ConfigurationProperties("guildhall.chain.sending")
public record SendingProperties(
        @DefaultValue("500ms") Duration pollInterval,
        @DefaultValue("30s") Duration stuckAfter,
        @DefaultValue("10s") Duration rebroadcastAfter,
        @DefaultValue("15m") Duration giveUpAfter,
        @DefaultValue("500000000000") BigInteger maxFee,
        @Positive @DefaultValue("16") int maxInFlight,
        @NotNull @DefaultValue("2000000") BigInteger maxGas) {}
