package io.guildhall.task.timeline.cache;

import io.guildhall.task.timeline.TimelineBell;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.data.redis.annotation.RedisListener;
import org.springframework.data.redis.core.StringRedisTemplate;
import org.springframework.stereotype.Component;

/** Rings by Redis, which carries it to every replica; this one hears it at once, with or without Redis. */
@Component
class RedisTimelineBell implements TimelineBell {
    static final String CHANNEL = "guildhall:task:timeline:1";

    private static final Logger log = LoggerFactory.getLogger(RedisTimelineBell.class);

    private final StringRedisTemplate redis;
    private final List<LongConsumer> listeners = new CopyOnWriteArrayList<>();

    RedisTimelineBell(StringRedisTemplate redis) {
        this.redis = redis;
    }

    @Override
    public void ring(long taskId) {
        tell(taskId);
        try {
            redis.convertAndSend(CHANNEL, Long.toString(taskId));
        } catch (DataAccessException e) {
            log.debug("Other replicas will find it by looking: {}", e.toString());
        }
    }

    @Override
    public void listen(LongConsumer listener) {
        listeners.add(listener);
    }

    @RedisListener(CHANNEL)
    void hear(String taskId) {
        tell(Long.parseLong(taskId));
    }

    private void tell(long taskId) {
        listeners.forEach(listener -> listener.accept(taskId));
    }
}
