package dev.verdigris.examples.cli;

import dev.verdigris.hook.Hook;
import dev.verdigris.hook.HttpHook;
import java.net.URI;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A hook as it is typed, at its point. Its name is made of its address, so that it is the same in every process; a user and
 * a query, which may be secret, are neither in the name nor shown.
 *
 * @param point where it is called
 * @param address its address, without what may be secret
 * @param hook the hook at it
 */
record TypedHook(Hook.Point point, String address, Hook hook) {
    private static final String KIND = "=http:";

    /** Reads one. */
    static final class Reader implements ITypeConverter<TypedHook> {
        @Override
        public TypedHook convert(String text) {
            int kind = text.indexOf(KIND);
            if (kind < 0) {
                throw new TypeConversionException(
                        "expected POINT=http:URL, such as before-switch=http:https://scheduler/pause, found another form");
            }
            try {
                Hook.Point point = Hook.Point.parse(text.substring(0, kind));
                URI address = URI.create(text.substring(kind + KIND.length()));
                return new TypedHook(point, shown(address), HttpHook.at(address));
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(
                        e.getCause() == null
                                ? String.valueOf(e.getMessage())
                                : "expected a URL, found one that is none");
            }
        }
    }

    /** The name that it is registered under: its host, and a digest of its address. */
    String name() {
        return TypedFollower.named("http", String.valueOf(URI.create(address).getHost()), address);
    }

    private static String shown(URI address) {
        return address.getScheme() + "://" + address.getHost() + (address.getPort() < 0 ? "" : ":" + address.getPort())
                + (address.getRawPath() == null ? "" : address.getRawPath());
    }

    @Override
    public String toString() {
        return point.label() + KIND + address;
    }
}
