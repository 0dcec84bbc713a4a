package com.example;

import static dev.verdigris.testkit.assertj.VerdigrisAssertions.assertThat;

import dev.verdigris.model.Color;
import dev.verdigris.model.Environment;
import dev.verdigris.outcome.Outcome;
import dev.verdigris.testkit.InstanceFault;
import dev.verdigris.testkit.SimulatedCloud;
import org.junit.jupiter.api.Test;

class DeployerTest {
    private final Environment beta = Environment.of("beta");
    private final SimulatedCloud cloud = SimulatedCloud.serving(beta, 3);
    private final Deployer deployer = new Deployer(cloud.ports());

    @Test
    void a_deployment_loses_no_request() {
        Outcome outcome = deployer.deploy("beta");

        System.out.println(outcome + ": " + cloud.traffic());
        assertThat(cloud).in(beta).servesOnly(Color.GREEN).failedNoRequest();
    }

    @Test
    void a_sick_version_is_rolled_back() {
        cloud.group(beta, Color.GREEN).afflict("v2", InstanceFault.neverHealthy());

        Outcome outcome = deployer.deploy("beta");

        System.out.println(outcome);
        assertThat(cloud).in(beta).servesOnly(Color.BLUE).failedNoRequest();
    }
}
