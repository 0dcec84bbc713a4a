/** Blue-green deployments on EC2 Auto Scaling groups behind an Application Load Balancer: the domain and its engine. */
@org.jspecify.annotations.NullMarked
module dev.verdigris {
    requires java.net.http;
    requires org.slf4j;
    requires static transitive org.jspecify;

    exports dev.verdigris;
    exports dev.verdigris.error;
    exports dev.verdigris.event;
    exports dev.verdigris.hook;
    exports dev.verdigris.model;
    exports dev.verdigris.outcome;
    exports dev.verdigris.page;
    exports dev.verdigris.plan;
    exports dev.verdigris.port;
    exports dev.verdigris.report;
    exports dev.verdigris.request;
    exports dev.verdigris.rollout;
}
