package dev.verdigris.request;

/** An id of the user's, as it is kept in the deployment state. */
final class OwnId {
    private OwnId() {}

    /** That id, if the deployment state can keep it. */
    static String valid(String id) {
        if (!id.matches("[!-~]{1,100}")) {
            throw new IllegalArgumentException(
                    "id: expected 1 to 100 printable characters of ASCII without blanks, found '" + id + "'");
        }
        return id;
    }
}
