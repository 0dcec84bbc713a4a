/**
 * A cloud on this machine: processes in place of instances, Envoy in place of the Application Load Balancer, and the ports
 * of the library on both. What AWS keeps to itself, the groups and the registrations, is in a file, so that any process
 * may be the one that deploys.
 */
@NullMarked
package dev.verdigris.examples.fleet.cloud;

import org.jspecify.annotations.NullMarked;
