package io.guildhall.localstack.launcher;

import io.guildhall.localstack.demo.DemoAccount;
import io.guildhall.localstack.demo.DemoData;
import io.guildhall.localstack.infrastructure.NativeCache;
import io.guildhall.localstack.infrastructure.Server;
import io.guildhall.localstack.process.ForegroundCommand;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** One run of the whole system, from its start to its end. */
final class Run {
    private static final String DEMO = "demo";

    private final Options options;
    private final StateFolder state;
    private final Progress progress;
    private volatile @Nullable Stack started;
    private volatile @Nullable ForegroundCommand followed;

    Run(Options options, StateFolder state, Progress progress) {
        this.options = options;
        this.state = state;
        this.progress = progress;
    }

    /** Starts everything and waits: for the command that was given to end, or else for Ctrl-C. */
    int untilTheEnd(StateFolder.Lock lock) throws Exception {
        progress.say("Guildhall starts; logs: " + state.logs() + "\n");
        if (options.fresh()) {
            NativeCache.deleteRecursively(state.data());
        }
        Stack stack = new Stack(options, progress);
        Keeper keeper =
                new Keeper(stack::servers, state.logs(), progress, () -> publish(stack, true));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> end(keeper), "end"));
        publish(stack, false);
        stack.start();
        started = stack;
        DemoData demo = demo(stack);
        if (options.demo() && !demo.complete()) {
            load(demo, keeper);
        }
        if (keeper.closed()) {
            new CountDownLatch(1).await(); // the end goes on in its own thread
        }
        publish(stack, true);
        keeper.begin();
        tell(stack, demo);
        if (options.then().isEmpty()) {
            if (options.demo() && demo.complete() && !demo.tasksComplete()) {
                progress.say(
                        "\n  The demo tasks come on the market now, one by one; use the site meanwhile.");
                Thread.ofPlatform().name("demo").daemon().start(() -> loadTasks(demo, keeper));
            }
            new CountDownLatch(1).await();
        }
        // Else a command begins with an empty market: tests and measurements count what they made.
        if (options.demoTasks() && !demo.tasksComplete() && !loadTasks(demo, keeper)) {
            return 1;
        }
        return lock.lock().isValid() ? follow(stack) : 1;
    }

    /**
     * Runs at every end of this process, except when it is killed. While the start goes on there is nothing to end in order:
     * the children are killed by the system, and nothing of them is lost that a new start does not make again.
     */
    private void end(Keeper keeper) {
        keeper.close();
        progress.hush();
        Stack running = started;
        ForegroundCommand command = followed;
        if (command != null) {
            command.end();
        }
        try {
            if (running != null) {
                progress.say("\nGuildhall ends …");
                running.stop();
            }
            Files.deleteIfExists(state.runFile());
        } catch (Exception e) {
            progress.say("The end is not in order: " + e.getMessage());
        }
    }

    private DemoData demo(Stack stack) {
        Surroundings around = stack.around();
        return new DemoData(
                around.publicUrl(),
                around.mail(),
                around.chain(),
                state.demo(),
                state.bootstrapToken(),
                state.log(DEMO));
    }

    /** The system is of use without them; the next start makes what is missing. */
    private void load(DemoData demo, Keeper keeper) {
        try {
            progress.step("demo accounts", demo::load);
        } catch (Exception e) {
            tellFailure(
                    "The demo accounts are not complete, and there are no demo tasks.", e, keeper);
        }
    }

    /** Whether all of them are there. */
    private boolean loadTasks(DemoData demo, Keeper keeper) {
        try {
            progress.step("demo tasks", demo::loadTasks);
            return true;
        } catch (Exception e) {
            tellFailure(demo.tasksMade() + " demo tasks are complete.", e, keeper);
            return false;
        }
    }

    private void tellFailure(String what, Exception failure, Keeper keeper) {
        // What the end interrupts has not failed.
        if (!keeper.closed()) {
            progress.say(
                    "    %s\n    %s The next start goes on from there (--fresh begins anew).\n    More in %s"
                            .formatted(
                                    failure.getMessage() == null ? failure : failure.getMessage(),
                                    what,
                                    state.log(DEMO)));
        }
    }

    private void publish(Stack stack, boolean ready) {
        List<RunFile.RunningServer> servers = new ArrayList<>();
        for (Server server : stack.servers()) {
            servers.add(
                    new RunFile.RunningServer(
                            server.name(), server.port(), server.pid().orElse(0)));
        }
        Surroundings around = stack.around();
        new RunFile(
                        ProcessHandle.current().pid(),
                        ready,
                        around.publicUrl(),
                        around.mail().page().toString(),
                        state.logs().toString(),
                        servers)
                .writeTo(state.runFile());
    }

    private void tell(Stack stack, DemoData demo) {
        Surroundings around = stack.around();
        StringBuilder text = new StringBuilder();
        text.append("\nGuildhall is ready after ").append(progress.elapsed()).append(".\n\n");
        text.append("  site   ").append(around.publicUrl()).append('\n');
        text.append("  mails  ").append(around.mail().page()).append('\n');
        text.append("  chain  ").append(around.chain().rpcUrl()).append('\n');
        text.append("  logs   ").append(state.logs()).append('\n');
        List<DemoAccount> accounts = demo.accounts();
        if (!accounts.isEmpty()) {
            text.append("\n  Demo accounts, all with the password ")
                    .append(DemoData.PASSWORD)
                    .append(":\n");
            accounts.forEach(
                    account ->
                            text.append(
                                    "  %-6s %s%n".formatted(account.username(), account.remark())));
        }
        text.append("\n  Ctrl-C or ./guildhall down ends it.");
        progress.say(text.toString());
    }

    private int follow(Stack stack) throws IOException, InterruptedException {
        Surroundings around = stack.around();
        ForegroundCommand command =
                ForegroundCommand.start(
                        options.then(),
                        options.root(),
                        Map.of(
                                "GUILDHALL_URL", around.publicUrl(),
                                "GUILDHALL_MAIL_URL", around.mail().page().toString(),
                                "GUILDHALL_RPC_URL", around.chain().rpcUrl().toString(),
                                "GUILDHALL_MYSQL_URL", Services.mysqlUrl(around),
                                "GUILDHALL_MYSQL_ADMIN_URL", around.mysql().administratorUrl(),
                                "GUILDHALL_DEMO", state.demo().toString(),
                                "GUILDHALL_RUN", state.runFile().toString()));
        followed = command;
        return command.waitFor();
    }
}
