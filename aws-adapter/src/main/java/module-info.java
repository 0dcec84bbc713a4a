/**
 * The ports of Verdigris on the AWS SDK for Java v2. A module that hands over a client of CloudWatch, DynamoDB, EC2, S3
 * or SQS requires that client's module itself; the others need none of them.
 */
@org.jspecify.annotations.NullMarked
module dev.verdigris.aws {
    requires transitive dev.verdigris;
    requires transitive software.amazon.awssdk.services.autoscaling;
    requires transitive software.amazon.awssdk.services.elasticloadbalancingv2;
    requires transitive software.amazon.awssdk.services.ssm;
    requires dev.failsafe.core;
    requires java.net.http;
    requires org.slf4j;
    requires software.amazon.awssdk.awscore;
    requires software.amazon.awssdk.core;
    requires software.amazon.awssdk.http;
    requires software.amazon.awssdk.http.auth.aws;
    requires software.amazon.awssdk.http.auth.spi;
    requires software.amazon.awssdk.retries;
    requires static transitive org.jspecify;
    requires static software.amazon.awssdk.services.cloudwatch;
    requires static software.amazon.awssdk.services.dynamodb;
    requires static software.amazon.awssdk.services.ec2;
    requires static software.amazon.awssdk.services.s3;
    requires static software.amazon.awssdk.services.sqs;

    exports dev.verdigris.aws;
}
