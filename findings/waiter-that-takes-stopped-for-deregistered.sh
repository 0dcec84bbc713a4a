#!/usr/bin/env bash
# boto3's waiter for a deregistered target says so of one that is registered, and gets requests again once its instance starts.
#
# boto3 1.44.8 with Moto 5.2.5: target_deregistered ends when every target asked about is 'unused'. On AWS, and on Moto, that is also the
# state of a registered target whose instance is stopped (Target.InvalidState), and on AWS of each one in a target group that no listener
# uses (Target.NotInUse). A stopped instance thus passes for drained and deregistered at the first poll, though nobody has
# deregistered it; when it is started it is healthy and gets requests. Only the reason Target.NotRegistered, or a target that is absent
# from the whole list, says that a target has left. Valid on all sides. Seen on Python 3.11.7:
#
#   running: healthy
#   stopped: unused Target.InvalidState, deregistered says the waiter after 1 poll
#   started: healthy, registered by nobody since
#
# Needs Python 3. Installs into a temporary folder, listens on 127.0.0.1 only. Fails if this changes. Not for CI.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.5' 'boto3==1.44.8' 'botocore==1.44.8'

cat > probe.py <<'PYTHON'
import logging

import boto3
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()


def client(service):
    return boto3.client(service, endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1", aws_access_key_id="key",
                        aws_secret_access_key="secret")


ec2, elb = client("ec2"), client("elbv2")
subnets = ec2.describe_subnets()["Subnets"][:2]
image = ec2.describe_images()["Images"][0]["ImageId"]
instance = ec2.run_instances(ImageId=image, MinCount=1, MaxCount=1)["Instances"][0]["InstanceId"]
group = elb.create_target_group(Name="probe", Protocol="HTTP", Port=80, VpcId=subnets[0]["VpcId"])["TargetGroups"][0]["TargetGroupArn"]
balancer = elb.create_load_balancer(Name="probe", Subnets=[each["SubnetId"] for each in subnets])["LoadBalancers"][0]
elb.create_listener(LoadBalancerArn=balancer["LoadBalancerArn"], Protocol="HTTP", Port=80,
                    DefaultActions=[{"Type": "forward", "TargetGroupArn": group}])
elb.register_targets(TargetGroupArn=group, Targets=[{"Id": instance}])


def health():
    states = [each["TargetHealth"] for each in elb.describe_target_health(TargetGroupArn=group)["TargetHealthDescriptions"]]
    return ", ".join(" ".join(filter(None, [each["State"], each.get("Reason")])) for each in states) or "no target"


polls = []
elb.meta.events.register("before-call.elastic-load-balancing-v2.DescribeTargetHealth", lambda **call: polls.append(call))
print("running:", health())
ec2.stop_instances(InstanceIds=[instance])
stopped = health()
polls.clear()
elb.get_waiter("target_deregistered").wait(TargetGroupArn=group, Targets=[{"Id": instance}],
                                           WaiterConfig={"Delay": 1, "MaxAttempts": 3})
print(f"stopped: {stopped}, deregistered says the waiter after {len(polls)} poll")
ec2.start_instances(InstanceIds=[instance])
print(f"started: {health()}, registered by nobody since")
server.stop()
PYTHON

venv/bin/python probe.py | tee seen
diff seen - <<'SEEN'
running: healthy
stopped: unused Target.InvalidState, deregistered says the waiter after 1 poll
started: healthy, registered by nobody since
SEEN
echo "as it was seen"
