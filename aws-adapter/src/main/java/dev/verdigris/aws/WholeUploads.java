package dev.verdigris.aws;

import java.util.List;
import software.amazon.awssdk.core.SdkPlugin;
import software.amazon.awssdk.core.SdkServiceClientConfiguration;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthSchemeOption;
import software.amazon.awssdk.services.s3.S3ServiceClientConfiguration;
import software.amazon.awssdk.services.s3.auth.scheme.S3AuthSchemeProvider;

/**
 * Makes each upload to S3 one piece, sent at once: neither cut into signed chunks, which some of what stands in for S3
 * stores as it stands, framing and all; nor after asking whether it may ({@code Expect: 100-continue}), since a refusal
 * that comes before the body reaches a client of {@code HttpURLConnection} without its error code.
 */
final class WholeUploads implements SdkPlugin {

    @Override
    public void configureClient(SdkServiceClientConfiguration.Builder client) {
        client.overrideConfiguration(client.overrideConfiguration().toBuilder()
                .addExecutionInterceptor(new WithoutAsking())
                .build());
        if (client instanceof S3ServiceClientConfiguration.Builder s3) {
            S3AuthSchemeProvider given = s3.authSchemeProvider();
            s3.authSchemeProvider(parameters -> inOnePiece(given.resolveAuthScheme(parameters)));
        }
    }

    private static List<AuthSchemeOption> inOnePiece(List<AuthSchemeOption> options) {
        return options.stream()
                .map(option -> option.toBuilder()
                        .putSignerProperty(AwsV4HttpSigner.CHUNK_ENCODING_ENABLED, false)
                        .build())
                .toList();
    }

    private static final class WithoutAsking implements ExecutionInterceptor {
        @Override
        public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
            return context.httpRequest().toBuilder().removeHeader("Expect").build();
        }
    }
}
