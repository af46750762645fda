package io.guildhall.localstack.demo;

import java.util.Map;

/**
 * Who takes part in the demo tasks.
 *
 * @param people by their names
 * @param admin the access token of who checks tasks and rules on disputes
 * @param appealArbiter the access token of who decides appeals
 */
record DemoCast(Map<String, Person> people, String admin, String appealArbiter) {
    /**
     * Somebody who publishes or works.
     *
     * @param id of the account
     * @param token of their session
     */
    record Person(String id, String token, DemoWallet wallet) {}

    Person person(String name) {
        Person found = people.get(name);
        if (found == null) {
            throw new IllegalArgumentException("nobody is called " + name);
        }
        return found;
    }
}
