package dev.verdigris.aws;

/** A metric that is published to CloudWatch, by its name there. All have the dimension {@code Environment}. */
enum PublishedMetric {
    /** 1 for a run that failed, whether it was rolled back or left something, else 0. */
    DEPLOYMENT_FAILED("DeploymentFailed"),
    /** The minutes that a run took. */
    DEPLOYMENT_MINUTES("DeploymentMinutes"),
    /** The seconds for which both versions may have answered in a run. */
    BOTH_SERVED_SECONDS("BothServedSeconds"),
    /** The minutes since what is in progress began; 0 if nothing is, or if it waits at a gate. */
    IN_PROGRESS_MINUTES("InProgressMinutes"),
    /** 1 while both colors get requests, else 0. */
    BOTH_SERVE("BothServe"),
    /** The number of things that are not as they should be while nothing is in progress. */
    DRIFT("Drift"),
    /** The healthy instances of a color; it has the dimension {@code Color}, too. */
    HEALTHY_HOSTS("HealthyHosts");

    /** The namespace, unless it is told otherwise. */
    static final String NAMESPACE = "Verdigris";

    static final String ENVIRONMENT = "Environment";
    static final String COLOR = "Color";

    private final String text;

    PublishedMetric(String text) {
        this.text = text;
    }

    /** The name in CloudWatch. */
    String text() {
        return text;
    }
}
