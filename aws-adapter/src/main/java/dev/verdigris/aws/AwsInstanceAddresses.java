package dev.verdigris.aws;

import dev.verdigris.model.InstanceId;
import dev.verdigris.port.InstanceAddresses;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.DescribeInstancesResponse;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;

/**
 * The addresses of EC2 instances, for {@link AwsCloud.Builder#instanceAddresses}: what probes of instances need. It takes an
 * SDK module that does not come with this one, {@code software.amazon.awssdk:ec2}. The client is used as it is and never
 * closed here. The credentials must allow {@value #ACTION}, on all resources: EC2 knows none for it.
 *
 * <pre>{@code
 * Cloud cloud = AwsCloud.builder(autoScaling, elb, ssm)
 *         .instanceAddresses(AwsInstanceAddresses.ofPrivateIpv4(Ec2Client.create()))
 *         .build();
 * }</pre>
 */
@SuppressWarnings("exports") // a module that whoever calls this requires itself; the others need not have it
public final class AwsInstanceAddresses implements InstanceAddresses {
    /** The only action that it needs. */
    public static final String ACTION = "ec2:DescribeInstances";

    /** EC2 takes 200 values in a filter. */
    private static final int MOST = 200;

    private final Ec2Client ec2;
    private final AwsCalls calls;
    private final Function<Instance, @Nullable String> address;

    AwsInstanceAddresses(Ec2Client ec2, AwsCalls calls, Function<Instance, @Nullable String> address) {
        this.ec2 = ec2;
        this.calls = calls;
        this.address = address;
    }

    private static AwsInstanceAddresses of(Ec2Client ec2, Function<Instance, @Nullable String> address) {
        return new AwsInstanceAddresses(ec2, new AwsCalls(AwsCalls.TIMEOUT, AwsCalls.FIRST_PAUSE), address);
    }

    /** The private IPv4 addresses, which are reached from within the VPC. */
    public static AwsInstanceAddresses ofPrivateIpv4(Ec2Client ec2) {
        return of(ec2, Instance::privateIpAddress);
    }

    /** The public IPv4 addresses; an instance in a private subnet has none. */
    public static AwsInstanceAddresses ofPublicIpv4(Ec2Client ec2) {
        return of(ec2, Instance::publicIpAddress);
    }

    /** The IPv6 addresses. */
    public static AwsInstanceAddresses ofIpv6(Ec2Client ec2) {
        return of(ec2, Instance::ipv6Address);
    }

    /** By a filter, since EC2 refuses to describe any if it does not know one of them. */
    @Override
    public Map<InstanceId, String> of(Set<InstanceId> instances) {
        List<String> ids = instances.stream().map(InstanceId::value).sorted().toList();
        Map<InstanceId, String> addresses = new HashMap<>();
        for (int from = 0; from < ids.size(); from += MOST) {
            read(new ArrayList<>(ids.subList(from, Math.min(ids.size(), from + MOST))), addresses);
        }
        return addresses;
    }

    private void read(List<String> ids, Map<InstanceId, String> addresses) {
        DescribeInstancesResponse page = calls.read(
                ACTION,
                () -> ec2.describeInstances(request -> request.filters(
                                Filter.builder().name("instance-id").values(ids).build())
                        .overrideConfiguration(calls.once())));
        page.reservations()
                .forEach(reservation -> reservation.instances().forEach(instance -> {
                    String found = address.apply(instance);
                    if (found != null && !found.isEmpty()) {
                        addresses.put(new InstanceId(instance.instanceId()), found);
                    }
                }));
    }
}
