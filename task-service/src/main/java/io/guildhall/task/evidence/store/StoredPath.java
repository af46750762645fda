package io.guildhall.task.evidence.store;

/** Where a file lies, in a folder and in a bucket alike, so that one can be copied into the other as it is. */
final class StoredPath {
    private StoredPath() {}

    /** In sub-folders by the end of the id, since ids begin alike. */
    static String of(String name) {
        if (!name.matches("[0-9]{1,19}")) {
            throw new IllegalArgumentException("name is " + name + ", expected an id");
        }
        return "%02d/%s".formatted(Long.parseLong(name) % 100, name);
    }
}
