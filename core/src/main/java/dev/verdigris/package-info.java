/**
 * Blue-green deployments on EC2 Auto Scaling groups behind an Application Load Balancer. Begin at
 * {@link dev.verdigris.BlueGreen}.
 */
@NullMarked
package dev.verdigris;

import org.jspecify.annotations.NullMarked;
