package io.guildhall.chain.guard;

import java.math.BigInteger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts as wrong.
 *
 * @param interval time between two looks
 * @param pauses whether a broken guard pauses the escrow, or alerts only
 * @param hourlyOutflow most that claimed tasks may pay out within an hour, by token, in its smallest unit; the zero address is ETH. A
 *     token that is not named has no limit
 * @param tokens what is watched besides ETH: the tokens that the market pays rewards in, as long as a task has one. Anybody may
 *     fund a task in a token of their own and take it out behind the escrow's back; that is nobody's loss but theirs
 * @param leastBalance wei below which an account of the platform is called low
 */
@Validated
@ConfigurationProperties("guildhall.chain.guard")
public record GuardProperties(
        @DefaultValue("15s") Duration interval,
        @DefaultValue("true") boolean pauses,
        @DefaultValue Map<String, BigInteger> hourlyOutflow,
        @DefaultValue List<String> tokens,
        @DefaultValue("50000000000000000") BigInteger leastBalance) {}
