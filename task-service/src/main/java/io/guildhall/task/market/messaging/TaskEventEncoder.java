package io.guildhall.task.market.messaging;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.guildhall.defaults.outbox.Outbox;
import io.guildhall.proto.task.v1.TaskOpened;
import io.guildhall.proto.task.v1.TaskPaid;
import io.guildhall.proto.task.v1.TaskStatusChanged;
import io.guildhall.task.market.TaskEvent;
import java.time.Instant;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Tells other services what happened to a task, through the outbox of the same transaction. */
@Component
class TaskEventEncoder {
    static final String TOPIC = "guildhall.task.v1";

    private final Outbox outbox;

    TaskEventEncoder(Outbox outbox) {
        this.outbox = outbox;
    }

    @EventListener
    void on(TaskEvent event) {
        outbox.append(TOPIC, Long.toString(event.taskId()), encode(event));
    }

    private static Message encode(TaskEvent event) {
        return switch (event) {
            case TaskEvent.Opened e ->
                    TaskOpened.newBuilder()
                            .setTaskId(e.taskId())
                            .setPublisherId(e.publisherId())
                            .setName(e.name())
                            .setToken(e.token())
                            .setReward(e.reward().toString())
                            .setClaimDeadline(timestamp(e.claimDeadline()))
                            .build();
            case TaskEvent.StatusChanged e ->
                    TaskStatusChanged.newBuilder()
                            .setTaskId(e.taskId())
                            .setPublisherId(e.publisherId())
                            .setWorkerId(e.workerId() == null ? 0 : e.workerId())
                            .setStatus(e.status().name())
                            .setCause(e.cause())
                            .build();
            case TaskEvent.Paid e ->
                    TaskPaid.newBuilder()
                            .setTaskId(e.taskId())
                            .setPublisherId(e.publisherId())
                            .setWorkerId(e.workerId())
                            .setToken(e.token())
                            .setAmount(e.amount().toString())
                            .setTransactionHash(e.transactionHash())
                            .build();
        };
    }

    private static Timestamp timestamp(Instant instant) {
        return Timestamp.newBuilder()
                .setSeconds(instant.getEpochSecond())
                .setNanos(instant.getNano())
                .build();
    }
}
