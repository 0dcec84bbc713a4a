"""A Moto server on a free port, which it prints; it ends when its standard input does.

Stock Moto serves requests in parallel without locks, so that of two conditional writes both may win. Here one request
is served at a time.

Stock Moto has no traffic sources of Auto Scaling groups. Here they are the target groups that it has, of which it is kept
in mind which were attached as traffic sources: the calls of the older family do not list those.
It has no instance refreshes either. Here it says of every group that it never had one.

Stock Moto holds everybody to the policies of IAM, or nobody. Here it holds those who have assumed the role "limited".

Stock Moto keeps AWS::NoValue in a list of a CloudFormation template as null. Here it is left out, as on AWS.
"""

import logging
import os
import sys
import threading

from moto import settings
from moto.autoscaling.responses import AutoScalingResponse
from moto.cloudformation import parsing
from moto.core.authorization import ActionAuthenticatorMixin
from moto.core.responses import ActionResult, EmptyResult
from moto.moto_server.werkzeug_app import (
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.sts.models import sts_backends
from werkzeug.serving import make_server


class OneAtATime(DomainDispatcherApplication):
    """One request at a time, so that conditional writes have one winner."""

    def __init__(self, create_app):
        super().__init__(create_app)
        self.turn = threading.Lock()

    def __call__(self, environ, start_response):
        with self.turn:
            return super().__call__(environ, start_response)


def group_of(response):
    group = response.autoscaling_backend.autoscaling_groups[response._get_param("AutoScalingGroupName")]
    group.traffic_sources = getattr(group, "traffic_sources", set())
    return group


def named(response):
    return [source["Identifier"] for source in response._get_param("TrafficSources", [])]


def attach_traffic_sources(self):
    group = group_of(self)
    group.traffic_sources.update(arn for arn in named(self) if arn not in group.target_group_arns)
    self.autoscaling_backend.attach_load_balancer_target_groups(group.name, named(self))
    return EmptyResult()


def describe_traffic_sources(self):
    group = group_of(self)
    sources = [arn for arn in group.target_group_arns if arn in group.traffic_sources]
    return ActionResult(
        {"TrafficSources": [{"Identifier": arn, "Type": "elbv2", "State": "Added"} for arn in sources]}
    )


def detach_traffic_sources(self):
    group = group_of(self)
    attached = [arn for arn in named(self) if arn in group.traffic_sources]
    group.traffic_sources.difference_update(attached)
    self.autoscaling_backend.detach_load_balancer_target_groups(group.name, attached)
    return EmptyResult()


def describe_load_balancer_target_groups(self):
    group = group_of(self)
    older = [arn for arn in group.target_group_arns if arn not in group.traffic_sources]
    return ActionResult(
        {"LoadBalancerTargetGroups": [{"LoadBalancerTargetGroupARN": arn, "State": "Added"} for arn in older]}
    )


def describe_instance_refreshes(self):
    return ActionResult({"InstanceRefreshes": []})


for added in (
    attach_traffic_sources,
    describe_traffic_sources,
    detach_traffic_sources,
    describe_load_balancer_target_groups,
    describe_instance_refreshes,
):
    setattr(AutoScalingResponse, added.__name__, added)


stock_authorize = ActionAuthenticatorMixin._authenticate_and_authorize_action


def authorize(self, *args):
    key = self.get_access_key()
    assumed = [role for role in sts_backends[self.current_account]["aws"].assumed_roles if role.access_key_id == key]
    limited = any(role.role_arn.endswith(":role/limited") for role in assumed)
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0 if limited else float("inf")
    stock_authorize(self, *args)


ActionAuthenticatorMixin._authenticate_and_authorize_action = authorize

stock_clean_json = parsing.clean_json


def clean_json(template, resources):
    cleaned = stock_clean_json(template, resources)
    return [each for each in cleaned if each is not None] if isinstance(template, list) else cleaned


parsing.clean_json = clean_json


def end_with_parent():
    sys.stdin.buffer.read()
    os._exit(0)


logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = make_server(
    "127.0.0.1", 0, OneAtATime(create_backend_app), threaded=True, request_handler=MotoRequestHandler
)
threading.Thread(target=end_with_parent, daemon=True).start()
print(server.server_port, flush=True)
server.serve_forever()
