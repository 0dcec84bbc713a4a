#!/usr/bin/env bash
# On a Moto server, what a CloudFormation template leaves out of a list by AWS::NoValue stays in it as null.
#
# Moto 5.2.5 with boto3 1.44.8: {"Fn::If": [CONDITION, STATEMENT, {"Ref": "AWS::NoValue"}]} as one statement of a policy is how a
# template leaves a statement out. On AWS the list then has one element fewer. Moto leaves a null in its place: the stack of a template
# that is valid on AWS, and that cfn-lint 1.58.0 finds clean, is refused for "Syntax errors in policy". As the value of a property
# AWS::NoValue does leave it out. Seen on Python 3.11.7:
#
#   lint: clean
#   one statement of two left out of a policy: Syntax errors in policy.
#   both statements there: CREATE_COMPLETE
#
# Needs Python 3. Installs into a temporary folder, listens on 127.0.0.1 only. Fails if this changes. Not for CI.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
python3 -m venv venv
venv/bin/pip install --quiet --disable-pip-version-check 'moto[server]==5.2.5' 'boto3==1.44.8' 'botocore==1.44.8' 'cfn-lint==1.58.0'

cat > template.yaml <<'YAML'
Parameters:
  Alarms: {Type: String, Default: "no", AllowedValues: ["yes", "no"]}
Conditions:
  Watched: !Equals [!Ref Alarms, "yes"]
Resources:
  Policy:
    Type: AWS::IAM::ManagedPolicy
    Properties:
      PolicyDocument:
        Version: "2012-10-17"
        Statement:
          - {Effect: Allow, Action: ssm:GetParameter, Resource: "*"}
          - !If
            - Watched
            - {Effect: Allow, Action: cloudwatch:DescribeAlarms, Resource: "*"}
            - !Ref AWS::NoValue
YAML

cat > probe.py <<'PYTHON'
import logging
import pathlib

import boto3
from botocore.exceptions import ClientError
from moto.server import ThreadedMotoServer

logging.getLogger("werkzeug").setLevel(logging.ERROR)
server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
server.start()
host, port = server.get_host_and_port()
stacks = boto3.client("cloudformation", endpoint_url=f"http://127.0.0.1:{port}", region_name="us-east-1",
                      aws_access_key_id="key", aws_secret_access_key="secret")


def deploy(what, alarms):
    try:
        stacks.create_stack(StackName=f"alarms-{alarms}", TemplateBody=pathlib.Path("template.yaml").read_text(),
                            Parameters=[{"ParameterKey": "Alarms", "ParameterValue": alarms}], Capabilities=["CAPABILITY_IAM"])
        print(f"{what}: {stacks.describe_stacks(StackName=f'alarms-{alarms}')['Stacks'][0]['StackStatus']}")
    except ClientError as refused:
        print(f"{what}: {refused.response['Error']['Message']}")


deploy("one statement of two left out of a policy", "no")
deploy("both statements there", "yes")
server.stop()
PYTHON

{
    venv/bin/cfn-lint template.yaml && echo "lint: clean"
    venv/bin/python probe.py
} | tee seen
diff seen - <<'SEEN'
lint: clean
one statement of two left out of a policy: Syntax errors in policy.
both statements there: CREATE_COMPLETE
SEEN
echo "as it was seen"
