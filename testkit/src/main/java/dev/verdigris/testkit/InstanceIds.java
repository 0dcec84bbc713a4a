package dev.verdigris.testkit;

import dev.verdigris.model.InstanceId;

/** Ids in the shape of AWS's, {@code i-} and 17 digits, that say who launched the instance as which one. */
final class InstanceIds {

    private InstanceIds() {}

    /** The n-th instance of the group of that ordinal: {@code i-00001000000000003} is the third of the first. */
    static InstanceId of(int ordinal, int number) {
        char[] id = "i-00000000000000000".toCharArray();
        digits(id, 6, ordinal);
        digits(id, 18, number);
        return new InstanceId(new String(id));
    }

    private static void digits(char[] id, int last, int value) {
        int at = last;
        for (int rest = value; rest > 0; rest /= 10) {
            id[at--] = (char) ('0' + rest % 10);
        }
    }
}
