package dev.verdigris.aws.moto;

import java.net.URI;
import software.amazon.awssdk.services.sqs.SqsClient;

/** A queue of SQS on the Moto server, with somebody who sends and somebody who consumes. */
public final class MotoQueue {
    private final SqsClient sqs;
    private final String url;

    private MotoQueue(SqsClient sqs, String url) {
        this.sqs = sqs;
        this.url = url;
    }

    /** Creates one. */
    public static MotoQueue create(MotoWorld world, String name) {
        SqsClient sqs = world.connected(SqsClient.builder()).build();
        return new MotoQueue(
                sqs, sqs.createQueue(request -> request.queueName(name)).queueUrl());
    }

    /** Where it is. */
    public URI url() {
        return URI.create(url);
    }

    /** Sends a message that is delayed by some seconds; by none it is visible at once. */
    public void send(int delay) {
        sqs.sendMessage(request -> request.queueUrl(url).messageBody("work").delaySeconds(delay));
    }

    /**
     * Receives a message, which is in flight from now on.
     *
     * @return by what it is deleted
     */
    public String receive() {
        return sqs.receiveMessage(
                        request -> request.queueUrl(url).visibilityTimeout(600).maxNumberOfMessages(1))
                .messages()
                .get(0)
                .receiptHandle();
    }

    /** Deletes a message that was received. */
    public void delete(String receipt) {
        sqs.deleteMessage(request -> request.queueUrl(url).receiptHandle(receipt));
    }

    /** Deletes all messages; a queue takes this once in 60 seconds. */
    public void purge() {
        sqs.purgeQueue(request -> request.queueUrl(url));
    }
}
