#!/usr/bin/env bash
# On a Moto server, a change of an Auto Scaling group's size takes its mixed-instances policy away, and the weights with it.
#
# Moto 5.2.5 with boto3 1.44.8: UpdateAutoScalingGroup leaves on AWS what is not sent as it is. Moto clears the
# MixedInstancesPolicy with each update that does not send it again, so that the group is left with nothing to launch from, and instances
# that were weighed 2 show no weight. A tool that sizes weighted groups thus passes its tests once and miscounts from the
# second deployment on. Valid on all sides. Seen on Python 3.11.7:
#
#   made: policy with weights ['2'], template None
#   resized: policy None, template None
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


ec2, groups = client("ec2"), client("autoscaling")
image = ec2.describe_images()["Images"][0]["ImageId"]
ec2.create_launch_template(LaunchTemplateName="probe", LaunchTemplateData={"ImageId": image, "InstanceType": "t3.micro"})
template = {"LaunchTemplateName": "probe", "Version": "$Latest"}
groups.create_auto_scaling_group(
    AutoScalingGroupName="probe", MinSize=0, MaxSize=10, DesiredCapacity=2, AvailabilityZones=["us-east-1a"],
    MixedInstancesPolicy={"LaunchTemplate": {"LaunchTemplateSpecification": template, "Overrides": [
        {"InstanceType": "t3.micro", "WeightedCapacity": "2"}]}})


def show(what):
    group = groups.describe_auto_scaling_groups(AutoScalingGroupNames=["probe"])["AutoScalingGroups"][0]
    policy = group.get("MixedInstancesPolicy")
    weights = policy and [each["WeightedCapacity"] for each in policy["LaunchTemplate"]["Overrides"]]
    print(f"{what}: policy {'with weights ' + str(weights) if policy else None}, "
          f"template {group.get('LaunchTemplate', {}).get('LaunchTemplateName')}")


show("made")
groups.update_auto_scaling_group(AutoScalingGroupName="probe", MinSize=1, DesiredCapacity=4)
show("resized")
server.stop()
PYTHON

venv/bin/python probe.py | tee seen
diff seen - <<'SEEN'
made: policy with weights ['2'], template None
resized: policy None, template None
SEEN
echo "as it was seen"
