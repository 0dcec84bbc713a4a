package dev.verdigris.aws;

import dev.verdigris.model.Environment;
import java.util.concurrent.atomic.AtomicInteger;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpResponse;
import software.amazon.awssdk.services.ssm.model.PutParameterRequest;

/** What may happen to a client between a call and Moto. */
final class Interceptors {

    private Interceptors() {}

    /** The end of a process. */
    static final class Death extends Error {
        private static final long serialVersionUID = 1L;
    }

    /** The process dies directly before the n-th call of an operation. */
    static ExecutionInterceptor deathBefore(String operation, int nth) {
        AtomicInteger left = new AtomicInteger(nth);
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (Operations.name(attributes).equals(operation) && left.decrementAndGet() <= 0) {
                    throw new Death();
                }
            }
        };
    }

    /** The credentials may not do an operation: it is not carried out. */
    static ExecutionInterceptor denied(String operation) {
        return new ExecutionInterceptor() {
            @Override
            public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
                if (Operations.name(attributes).equals(operation)) {
                    throw AwsServiceException.builder()
                            .statusCode(403)
                            .awsErrorDetails(AwsErrorDetails.builder()
                                    .errorCode("AccessDenied")
                                    .errorMessage("no identity-based policy allows it")
                                    .build())
                            .build();
                }
            }
        };
    }

    /** Every answer to a write of the recorded color is a fault of the service, though it is carried out. */
    static ExecutionInterceptor lostRecords(Environment environment) {
        return new ExecutionInterceptor() {
            @Override
            public SdkHttpResponse modifyHttpResponse(
                    Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
                boolean record = context.request() instanceof PutParameterRequest put
                        && put.name().equals(environment.activeColorParameter().value());
                return record
                        ? context.httpResponse().toBuilder().statusCode(500).build()
                        : context.httpResponse();
            }
        };
    }
}
