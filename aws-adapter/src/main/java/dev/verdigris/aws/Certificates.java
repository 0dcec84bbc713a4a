package dev.verdigris.aws;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** What certificates are accepted. */
final class Certificates {

    private Certificates() {}

    /** Those that the JVM trusts. */
    static SSLContext ofTheJvm() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("expected the JVM to have certificates that it trusts, found none", e);
        }
    }

    /** Whatever there is. */
    static SSLContext ofAnyone() {
        try {
            SSLContext anyone = SSLContext.getInstance("TLS");
            anyone.init(null, new TrustManager[] {new Anyone()}, null);
            return anyone;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("expected the JVM to know TLS, found that it does not", e);
        }
    }

    /**
     * Those for a name. Where the JDK's client connects to an address it sends the name, and compares the certificate with
     * that.
     */
    static SSLParameters of(SSLContext context, String name) {
        SSLParameters parameters = context.getDefaultSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(name)));
        return parameters;
    }

    /** Takes any certificate, whoever shows it: of an extended trust manager nothing besides is asked. */
    private static final class Anyone extends X509ExtendedTrustManager {

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, Socket socket) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType, SSLEngine engine) {}

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String authType) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
