package dev.verdigris.examples.cli;

import dev.verdigris.Status;
import dev.verdigris.aws.EnvironmentWatch;
import dev.verdigris.event.Listener;
import dev.verdigris.hook.Follower;
import dev.verdigris.model.Environment;
import java.util.List;

/** What is connected to besides the cloud that is deployed on. */
interface Surroundings {

    /** The follower that was typed. */
    Follower follower(TypedFollower typed);

    /** Those who are told of deployments, as {@code --publish} says. */
    List<Listener> publishers();

    /** Tells them how an environment stands, where they publish that. */
    void publish(Status status);

    /** What watches over an environment. */
    EnvironmentWatch watch(Environment environment);
}
