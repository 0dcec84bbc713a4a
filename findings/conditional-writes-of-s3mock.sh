#!/usr/bin/env bash
# Adobe S3Mock answers each conditional write alone as S3 does, and lets several win of those that arrive together.
#
# S3Mock 5.2.0 (a published stand-in for S3) knows If-None-Match and If-Match of PutObject: a create over what is there, and a
# replacement of what has changed, get 412 PreconditionFailed and change nothing. But it checks first and writes later: of 16
# who create the same key at once, or replace the same ETag, several are told 200 (up to 13 were), and the last one stays. A lock, a lease or
# a claim that was tested on it holds in each sequential test, and excludes nobody. Seen with boto3 1.44.8 on JDK 17.0.15,
# Python 3.11, 2 cores (the numbers differ from run to run):
#
#   alone: create over what is there 412 PreconditionFailed, replacement of what has changed 412 PreconditionFailed
#   create: several winners in round 2, 2 of 16
#   replace: several winners in round 20, 2 of 16
#
# Needs JDK 17, Maven, Python 3.10 or newer with venv, and root or user namespaces (S3Mock listens on all addresses, so it runs
# where there is only the loopback). Installs into a temporary folder. Fails if 400 rounds show no round with several winners.
# Not for CI.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"

mvn -q -B dependency:copy -Dartifact=com.adobe.testing:s3mock:5.2.0:jar:exec -DoutputDirectory=. >/dev/null
python3 -m venv venv
venv/bin/pip -q --disable-pip-version-check install boto3==1.44.8

cat > race.py <<'PY'
import concurrent.futures, threading, time, boto3
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError

s3 = boto3.client("s3", endpoint_url="http://127.0.0.1:9090", region_name="us-east-1", aws_access_key_id="key",
                  aws_secret_access_key="secret", config=Config(retries={"total_max_attempts": 1}, max_pool_connections=16))
for _ in range(120):
    try:
        s3.create_bucket(Bucket="bucket")
        break
    except BotoCoreError:
        time.sleep(1)

def put(key, body, **condition):
    try:
        return s3.put_object(Bucket="bucket", Key=key, Body=body, **condition)["ETag"]
    except ClientError as refused:
        return f"{refused.response['ResponseMetadata']['HTTPStatusCode']} {refused.response['Error']['Code']}"

first = put("alone", b"first", IfNoneMatch="*")
over = put("alone", b"second", IfNoneMatch="*")
put("alone", b"third", IfMatch=first)
stale = put("alone", b"fourth", IfMatch=first)
print(f"alone: create over what is there {over}, replacement of what has changed {stale}")
assert over == stale == "412 PreconditionFailed"
assert s3.get_object(Bucket="bucket", Key="alone")["Body"].read() == b"third"

def race(name, prepare):
    start = threading.Barrier(16)
    def one(key, racer, condition):
        start.wait()
        return put(key, b"%d" % racer, **condition)
    with concurrent.futures.ThreadPoolExecutor(16) as threads:
        for round in range(1, 401):
            key = f"{name}-{round}"
            condition = prepare(key)
            told = [each.result() for each in [threads.submit(one, key, racer, condition) for racer in range(16)]]
            winners = sum(answer.startswith('"') for answer in told)
            if winners > 1:
                print(f"{name}: several winners in round {round}, {winners} of 16")
                return
    raise SystemExit(f"{name}: 400 rounds with one winner each: S3Mock has changed")

race("create", lambda key: {"IfNoneMatch": "*"})
race("replace", lambda key: {"IfMatch": put(key, b"before")})
print("as it was seen")
PY

unshare --net --map-root-user bash -c '
    ip link set lo up
    java -jar s3mock-5.2.0-exec.jar >server.log 2>&1 &
    server=$!
    trap "kill $server" EXIT
    venv/bin/python race.py'
