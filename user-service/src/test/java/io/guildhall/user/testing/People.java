package io.guildhall.user.testing;

import io.guildhall.defaults.security.Role;
import io.guildhall.user.account.Accounts;
import java.util.Set;

/** Makes people who come in by the front door; only roles are given behind it. */
public final class People {
    private final Doors doors;
    private final Accounts accounts;

    People(Doors doors, Accounts accounts) {
        this.doors = doors;
        this.accounts = accounts;
    }

    public Browser player() {
        Browser browser = doors.browser();
        browser.register(Browser.freshName(), null).expect(201);
        return browser;
    }

    /** Somebody with the roles, whose session knows them but has no second factor. */
    public Browser with(Role... roles) {
        Browser browser = player();
        accounts.setRoles(browser.id(), Set.of(roles), 0);
        browser.refresh().expect(200);
        return browser;
    }

    /** A system admin whose session has a second factor. */
    public Browser systemAdmin() {
        Browser browser = with(Role.SYSTEM_ADMIN);
        browser.addSecondFactor();
        browser.refresh().expect(200);
        return browser;
    }
}
