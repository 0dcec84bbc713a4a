package dev.verdigris.aws;

import dev.verdigris.port.Http;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * A request over HTTP/1.1 that connects elsewhere than to the host it asks for, on a connection of its own. The JDK's client
 * cannot: it takes the header {@code Host} from nobody, and sends the name that it has resolved.
 */
final class Detour {
    private final Http.Request request;
    private final SSLContext certificates;
    private final Socket socket = new Socket();

    private Detour(Http.Request request, SSLContext certificates) {
        this.request = request;
        this.certificates = certificates;
    }

    /** Sends it from a thread of its own; whoever cancels the answer closes the connection. */
    static CompletableFuture<Http.Answer> send(Http.Request request, String via, SSLContext certificates) {
        Detour detour = new Detour(request, certificates);
        CompletableFuture<Http.Answer> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(detour.exchange(via));
                    } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
                        answer.completeExceptionally(e);
                    }
                },
                "verdigris-probe");
        thread.setDaemon(true);
        thread.start();
        CompletableFuture<Http.Answer> unused = answer.whenComplete((any, failure) -> detour.close());
        return answer;
    }

    private void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Http.Answer exchange(String via) throws IOException {
        URI uri = request.uri();
        boolean encrypted = "https".equals(uri.getScheme());
        int port = uri.getPort() >= 0 ? uri.getPort() : encrypted ? 443 : 80;
        InetSocketAddress address = new InetSocketAddress(via, port);
        if (address.isUnresolved()) {
            throw new UnknownHostException(via);
        }
        socket.connect(address);
        Socket connection = encrypted ? encrypted(uri.getHost(), port) : socket;
        connection.getOutputStream().write(head().getBytes(StandardCharsets.ISO_8859_1));
        connection.getOutputStream().flush();
        return answer(new BufferedInputStream(connection.getInputStream()));
    }

    private SSLSocket encrypted(String host, int port) throws IOException {
        String name = request.trust() instanceof Http.Trust.Name other ? other.name() : host;
        SSLSocket secured = (SSLSocket) certificates.getSocketFactory().createSocket(socket, name, port, true);
        SSLParameters parameters = secured.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        if (!(request.trust() instanceof Http.Trust.Anyone)) {
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
        }
        secured.setSSLParameters(parameters);
        secured.startHandshake();
        return secured;
    }

    private String head() {
        URI uri = request.uri();
        String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        StringBuilder head =
                new StringBuilder("GET " + path + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery())
                        + " HTTP/1.1\r\nHost: " + uri.getRawAuthority() + "\r\nConnection: close\r\n");
        request.headers()
                .forEach((name, value) ->
                        head.append(name).append(": ").append(value).append("\r\n"));
        return head.append("\r\n").toString();
    }

    private static Http.Answer answer(InputStream in) throws IOException {
        int status;
        Map<String, String> headers;
        do {
            String[] first = line(in).split(" ", 3);
            if (first.length < 2 || !first[0].startsWith("HTTP/1.") || !first[1].matches("[0-9]{3}")) {
                throw new IOException("no HTTP");
            }
            status = Integer.parseInt(first[1]);
            headers = headers(in);
        } while (status < 200);
        return new Http.Answer.Response(status, new String(body(in, status, headers), StandardCharsets.UTF_8));
    }

    private static Map<String, String> headers(InputStream in) throws IOException {
        Map<String, String> headers = new LinkedHashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            int colon = line.indexOf(':');
            if (colon > 0) {
                headers.put(
                        line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
        }
        return headers;
    }

    private static byte[] body(InputStream in, int status, Map<String, String> headers) throws IOException {
        if (status == 204 || status == 304) {
            return new byte[0];
        }
        if (headers.getOrDefault("transfer-encoding", "")
                .toLowerCase(Locale.ROOT)
                .endsWith("chunked")) {
            return chunked(in);
        }
        String length = headers.getOrDefault("content-length", "");
        byte[] body = in.readNBytes(length.matches("[0-9]{1,6}") ? Integer.parseInt(length) : JdkHttp.LONGEST_BODY);
        if (length.matches("[0-9]{1,6}") && body.length < Integer.parseInt(length)) {
            throw new IOException("cut off");
        }
        return body;
    }

    private static byte[] chunked(InputStream in) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int size = size(in); size > 0 && body.size() < JdkHttp.LONGEST_BODY; size = size(in)) {
            body.writeBytes(in.readNBytes(Math.min(size, JdkHttp.LONGEST_BODY - body.size())));
            line(in);
        }
        return body.toByteArray();
    }

    private static int size(InputStream in) throws IOException {
        String size = line(in).split(";", 2)[0].strip();
        if (!size.matches("[0-9a-fA-F]{1,7}")) {
            throw new IOException("no HTTP");
        }
        return Integer.parseInt(size, 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > JdkHttp.LONGEST_BODY) {
                throw new IOException("no HTTP");
            }
            line.append((char) next);
        }
        return line.toString().stripTrailing();
    }
}
