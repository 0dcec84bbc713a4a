package dev.verdigris.internal.state;

import dev.verdigris.internal.text.Times;
import dev.verdigris.internal.text.UnknownWord;
import dev.verdigris.request.Gate;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A gate as a fact: {@code before-switch}, or {@code after-bake/PT4H/abort}. */
final class GateText {
    private static final Pattern FORM =
            Pattern.compile("(before-switch|after-bake)(?:/(PT[0-9HMS.]+)/(abort|promote))?");

    private GateText() {}

    static String words(Gate gate) {
        return gate.name()
                + (gate.expiry() == null
                        ? ""
                        : "/" + gate.expiry() + (gate.atExpiry() == Gate.AtExpiry.PROMOTE ? "/promote" : "/abort"));
    }

    static Gate gate(String words) {
        Matcher form = FORM.matcher(words);
        if (!form.matches()) {
            throw new UnknownWord(words);
        }
        Gate gate = Gate.at(Gate.Point.parse(form.group(1)));
        if (form.group(2) == null) {
            return gate;
        }
        Duration expiry = Times.duration(form.group(2));
        return form.group(3).equals("promote") ? gate.promotedAfter(expiry) : gate.abortedAfter(expiry);
    }
}
