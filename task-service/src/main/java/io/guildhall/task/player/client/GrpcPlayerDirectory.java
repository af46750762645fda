package io.guildhall.task.player.client;

import io.grpc.StatusRuntimeException;
import io.guildhall.defaults.grpc.GrpcProblems;
import io.guildhall.proto.user.v1.GetUsersRequest;
import io.guildhall.proto.user.v1.User;
import io.guildhall.proto.user.v1.UserServiceGrpc.UserServiceBlockingStub;
import io.guildhall.task.player.Player;
import io.guildhall.task.player.PlayerDirectory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.springframework.stereotype.Component;

/** Asks user-service. */
@Component
class GrpcPlayerDirectory implements PlayerDirectory {
    private static final int MOST_AT_ONCE = 200;

    private final UserServiceBlockingStub users;

    GrpcPlayerDirectory(UserServiceBlockingStub users) {
        this.users = users;
    }

    @Override
    public List<Player> find(Collection<Long> ids) {
        List<Long> wanted = List.copyOf(ids);
        List<Player> found = new ArrayList<>();
        for (int from = 0; from < wanted.size(); from += MOST_AT_ONCE) {
            ask(wanted.subList(from, Math.min(from + MOST_AT_ONCE, wanted.size())), found);
        }
        return found;
    }

    private void ask(List<Long> ids, List<Player> found) {
        try {
            users.getUsers(GetUsersRequest.newBuilder().addAllUserIds(ids).build())
                    .getUsersList()
                    .forEach(user -> found.add(player(user)));
        } catch (StatusRuntimeException e) {
            throw GrpcProblems.from(e).<RuntimeException>map(problem -> problem).orElse(e);
        }
    }

    private static Player player(User user) {
        return new Player(
                user.getUserId(),
                user.getUsername(),
                user.getVerified(),
                user.getBanned(),
                user.getEthereumAddress().isEmpty() ? null : user.getEthereumAddress());
    }
}
