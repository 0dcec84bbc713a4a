package dev.verdigris.examples.cli;

import dev.verdigris.hook.HttpProbe;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A probe as it is typed, which is its name, too: so that the deployment state says what has to be typed to resume it.
 *
 * @param text as it is typed
 * @param probe what that means
 */
record TypedProbe(String text, HttpProbe probe) {
    private static final Pattern FORM =
            Pattern.compile("(?:(https?):(\\d{1,5})(/.*?)|url:(https?://.+?)|alb:([^/]*)(/.*?))"
                    + "(?:=(\\d{3}))?(?:~(/\\S*) (==|!=|<=|>=|<|>) (\\S.*))?");

    /** Reads one. */
    static final class Reader implements ITypeConverter<TypedProbe> {

        @Override
        public TypedProbe convert(String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw new TypeConversionException(
                        "expected http:PORT/PATH, https:PORT/PATH, alb:[HOST]/PATH or url:URL, with =STATUS and"
                                + " ~/JSON/POINTER OP VALUE if need be, found '" + text + "'");
            }
            try {
                return new TypedProbe(text, probe(form));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        }

        private static HttpProbe probe(Matcher form) {
            HttpProbe probe = asked(form);
            if (form.group(7) != null) {
                probe = probe.withStatus(Integer.parseInt(form.group(7)));
            }
            return form.group(8) == null
                    ? probe
                    : probe.withBody(new JsonTest(form.group(8), form.group(9), form.group(10)));
        }

        /** An instance's certificate can hardly name its address; a load balancer accepts any of its targets, too. */
        private static HttpProbe asked(Matcher form) {
            if (form.group(4) != null) {
                return HttpProbe.url(form.group(4));
            }
            if (form.group(6) != null) {
                return form.group(5).isEmpty()
                        ? HttpProbe.loadBalancer(form.group(6))
                        : HttpProbe.loadBalancer(form.group(5), form.group(6));
            }
            int port = Integer.parseInt(form.group(2));
            return form.group(1).equals("http")
                    ? HttpProbe.http(port, form.group(3))
                    : HttpProbe.https(port, form.group(3)).withAnyCertificate();
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
