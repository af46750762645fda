package io.guildhall.localstack.demo;

import io.guildhall.localstack.infrastructure.ChainNode;
import io.guildhall.localstack.infrastructure.MailServer;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Administrators, publishers and players, and tasks of theirs in every state. Every step looks first whether it has been
 * done, so an interrupted loading is completed by the next.
 */
public final class DemoData {
    /** Of all demo accounts. They exist on local stacks only. */
    public static final String PASSWORD = "Lantern-Harbor-42";

    private final String url;
    private final ChainNode chain;
    private final DemoAccounts accounts;
    private final DemoProgress tasks;
    private final SentTransactions transactions;
    private final DemoLog log;

    /**
     * The demo data of one system.
     *
     * @param file where that is kept which nobody can ask for later
     * @param bootstrapToken the file with the token of the first system administrator
     * @param log where each step is told
     */
    public DemoData(
            String url,
            MailServer mail,
            ChainNode chain,
            Path file,
            Path bootstrapToken,
            Path log) {
        this.url = url;
        this.chain = chain;
        this.accounts = new DemoAccounts(new Inbox(mail), chain, file, bootstrapToken);
        this.tasks = new DemoProgress(file.resolveSibling("demo-tasks.json"));
        this.transactions = new SentTransactions(file.resolveSibling("demo-transactions.json"));
        this.log = new DemoLog(log);
    }

    /** Whether an earlier run has made all accounts. */
    public boolean complete() {
        return accounts.complete();
    }

    /** The accounts, when they are complete. */
    public List<DemoAccount> accounts() {
        return accounts.all();
    }

    /** Whether an earlier run has made all tasks. */
    public boolean tasksComplete() {
        return tasks.complete();
    }

    /** How many of how many tasks have taken all their steps. */
    public String tasksMade() {
        List<DemoTask> all = DemoCatalogue.tasks();
        long made =
                all.stream()
                        .filter(task -> tasks.of(task.slug()).steps() == task.steps().size())
                        .filter(task -> !tasks.of(task.slug()).id().isEmpty())
                        .count();
        return made + " of " + all.size();
    }

    /**
     * Makes the tasks that are missing; they show on the market one by one.
     *
     * @throws DemoFailedException of the first that could not be made
     */
    public void loadTasks() {
        log.say("tasks: " + tasksMade() + " are there");
        try (PublicApi api = new PublicApi(url)) {
            Map<String, DemoCast.Person> people = new HashMap<>();
            for (Map.Entry<String, String> one : DemoAccounts.WALLETS.entrySet()) {
                DemoAccounts.LoggedIn who = accounts.trader(api, one.getKey());
                DemoWallet wallet = new DemoWallet(chain, one.getValue(), transactions);
                wallet.restore();
                people.put(one.getKey(), new DemoCast.Person(who.id(), who.token(), wallet));
            }
            String admin = accounts.admin(api).token();
            DemoCast cast = new DemoCast(people, admin, accounts.appealArbiter(api, admin).token());
            new DemoTasks(new DemoDeeds(api, cast, log), chain, tasks, log)
                    .make(DemoCatalogue.tasks());
            log.say("tasks: all are there");
        } catch (RuntimeException e) {
            log.failed(e);
            throw e;
        }
    }

    /** Makes the accounts that are missing. */
    public void load() {
        try (PublicApi api = new PublicApi(url)) {
            accounts.load(api);
        } catch (RuntimeException e) {
            log.failed(e);
            throw e;
        }
    }
}
