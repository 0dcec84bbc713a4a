package dev.verdigris.aws;

import dev.verdigris.model.TargetGroupRef;
import dev.verdigris.port.Listeners.Entrance;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.services.elasticloadbalancingv2.ElasticLoadBalancingV2Client;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancer;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.LoadBalancerTypeEnum;
import software.amazon.awssdk.services.elasticloadbalancingv2.model.TargetGroup;

/** Finds the ways by which requests come to target groups, through Application Load Balancers. */
final class ElbEntrances {
    /** The actions that find them. */
    static final Set<String> ACTIONS =
            Set.of(ElbTargetGroups.FIND, ElbNeighbours.LOAD_BALANCERS, ElbRoutes.LISTENERS, ElbRoutes.RULES);

    private final ElbRoutes routes;
    private final ElbNeighbours neighbours;

    ElbEntrances(ElasticLoadBalancingV2Client client, AwsCalls calls, ElbRoutes routes) {
        this.routes = routes;
        this.neighbours = new ElbNeighbours(client, calls);
    }

    List<Entrance> to(Collection<TargetGroupRef> refs) {
        Set<String> targetGroups = new TreeSet<>();
        Set<String> balancers = new TreeSet<>();
        for (TargetGroup group : neighbours.described(refs)) {
            targetGroups.add(group.targetGroupArn());
            balancers.addAll(group.loadBalancerArns());
        }
        List<Entrance> entrances = new ArrayList<>();
        for (LoadBalancer balancer : routes.balancersOf(balancers)) {
            if (balancer.type() == LoadBalancerTypeEnum.APPLICATION) {
                for (ElbRoute listener : routes.listenersAt(balancer.loadBalancerArn())) {
                    add(targetGroups, listener, balancer, entrances);
                }
            }
        }
        return entrances;
    }

    private void add(Set<String> targetGroups, ElbRoute listener, LoadBalancer balancer, List<Entrance> entrances) {
        List<ElbRoute> all = new ArrayList<>(List.of(listener));
        all.addAll(routes.rulesAt(listener));
        for (ElbRoute route : all) {
            if (route.names(targetGroups)) {
                entrances.add(route.entrance(listener, balancer));
            }
        }
    }
}
