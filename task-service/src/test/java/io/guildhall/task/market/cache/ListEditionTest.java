package io.guildhall.task.market.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.guildhall.task.market.TaskTouched;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.data.redis.core.ValueOperations;

class ListEditionTest {
    private final StringRedisTemplate redis = mock();
    private final ValueOperations<String, String> values = mock();
    private final ListEdition edition = new ListEdition(redis);

    @BeforeEach
    void redisHasTheFifth() {
        when(redis.opsForValue()).thenReturn(values);
        when(values.get(ListEdition.KEY)).thenReturn("5");
    }

    @Test
    void asksOnceForWhatItThenBelieves() {
        assertThat(edition.now()).isEqualTo(5);
        assertThat(edition.now()).isEqualTo(5);

        verify(values, times(1)).get(ListEdition.KEY);
    }

    @Test
    void believesAnotherReplicaAtOnce() {
        assertThat(edition.now()).isEqualTo(5);

        edition.hear("6");

        assertThat(edition.now()).isEqualTo(6);
    }

    @Test
    void laterOfTwoChangesCountsWhicheverIsHeardLast() {
        edition.hear("8");
        edition.hear("7");

        assertThat(edition.now()).isEqualTo(8);
    }

    @Test
    void ownChangeCountsAtOnceAndIsTold() {
        when(values.increment(ListEdition.KEY)).thenReturn(6L);
        assertThat(edition.now()).isEqualTo(5);

        edition.on(new TaskTouched(1));

        assertThat(edition.now()).isEqualTo(6);
        verify(redis).convertAndSend(ListEdition.CHANNEL, "6");
    }

    @Test
    void asksAgainAfterAChangeThatCouldNotBeCounted() {
        assertThat(edition.now()).isEqualTo(5);
        when(values.increment(ListEdition.KEY)).thenThrow(new QueryTimeoutException("away"));

        edition.on(new TaskTouched(1));
        when(values.get(ListEdition.KEY)).thenReturn("9");

        assertThat(edition.now()).isEqualTo(9);
    }

    @Test
    void beginsAnewWithARedisThatLostItsNumber() {
        when(values.get(ListEdition.KEY)).thenReturn(null);

        assertThat(edition.now()).isZero();
    }
}
