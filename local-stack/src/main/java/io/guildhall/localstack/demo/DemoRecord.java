package io.guildhall.localstack.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must be remembered of the demo accounts, since nobody can ask the system for it: kept beside the data.
 *
 * @param password of all of them
 * @param secondFactors by the name of the account
 * @param accounts all of them, when they are as they should be
 */
record DemoRecord(
        String password, Map<String, SecondFactor> secondFactors, List<DemoAccount> accounts) {
    DemoRecord {
        // Files of before there were two administrators have none.
        secondFactors = secondFactors == null ? Map.of() : secondFactors;
    }

    /**
     * What an account logs in with beside its password.
     *
     * @param secret for time-based codes, in base32
     * @param recoveryCodes unused ones; none until the secret is confirmed
     */
    record SecondFactor(String secret, List<String> recoveryCodes) {
        SecondFactor withoutFirstCode() {
            return new SecondFactor(
                    secret, new ArrayList<>(recoveryCodes.subList(1, recoveryCodes.size())));
        }
    }

    static DemoRecord empty(String password) {
        return new DemoRecord(password, Map.of(), List.of());
    }

    DemoRecord with(String name, SecondFactor factor) {
        Map<String, SecondFactor> all = new TreeMap<>(secondFactors);
        all.put(name, factor);
        return new DemoRecord(password, all, accounts);
    }

    DemoRecord with(List<DemoAccount> all) {
        return new DemoRecord(password, secondFactors, all);
    }
}
