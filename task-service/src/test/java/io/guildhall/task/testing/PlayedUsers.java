package io.guildhall.task.testing;

import io.grpc.stub.StreamObserver;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.GetUsersResponse;
import io.guildhall.proto.user.v1.User;
import io.guildhall.proto.user.v1.UserServiceGrpc;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Plays user-service: knows who was put into it. */
public final class PlayedUsers extends UserServiceGrpc.UserServiceImplBase {
    private final Map<Long, User> users = new ConcurrentHashMap<>();
    private final AtomicInteger calls = new AtomicInteger();

    public void put(User user) {
        users.put(user.getUserId(), user);
    }

    public int calls() {
        return calls.get();
    }

    @Override
    public void getUsers(GetUsersRequest request, StreamObserver<GetUsersResponse> answers) {
        calls.incrementAndGet();
        GetUsersResponse.Builder found = GetUsersResponse.newBuilder();
        for (long id : request.getUserIdsList()) {
            User user = users.get(id);
            if (user != null) {
                found.addUsers(user);
            }
        }
        answers.onNext(found.build());
        answers.onCompleted();
    }
}
