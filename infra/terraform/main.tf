data "aws_partition" "here" {}
data "aws_region" "here" {}
data "aws_caller_identity" "here" {}

locals {
  colors       = toset(["blue", "green"])
  forwarding   = var.strategy == "forwarding"
  target_group = coalesce(var.target_group, title(var.environment))
}

# Both groups are born empty: the first deployment starts the instances, and from then on these are Verdigris's.
resource "aws_autoscaling_group" "fleet" {
  for_each = local.colors

  name                      = "${var.environment}-${each.key}"
  min_size                  = 0
  max_size                  = var.max_size
  vpc_zone_identifier       = var.subnets
  health_check_type         = var.strategy == "registration" ? "EC2" : "ELB"
  health_check_grace_period = 300
  wait_for_capacity_timeout = "0"

  launch_template {
    id      = var.launch_template.id
    version = var.launch_template.version
  }

  tag {
    key                 = "Environment"
    value               = var.environment
    propagate_at_launch = true
  }

  tag {
    key                 = "Color"
    value               = each.key
    propagate_at_launch = true
  }

  lifecycle {
    ignore_changes = [min_size, desired_capacity, target_group_arns, traffic_source]
  }
}

# It says blue before the first deployment.
resource "aws_ssm_parameter" "active_color" {
  name  = "/${var.prefix}/${var.environment}/active-asg"
  type  = "String"
  value = "blue"

  lifecycle {
    ignore_changes = [value]
  }
}

module "policy" {
  source = "./policy"

  environment       = var.environment
  prefix            = var.prefix
  strategy          = var.strategy
  traffic           = local.forwarding ? [aws_lb_listener_rule.weighted[0].arn] : [aws_lb_target_group.shared[0].arn]
  deployments_table = var.deployments_table
  features          = var.features
  partition         = data.aws_partition.here.partition
  region            = data.aws_region.here.name
  account           = data.aws_caller_identity.here.account_id
}

# What 'verdigris environment policy' prints for this environment.
resource "aws_iam_policy" "deployer" {
  name        = "verdigris-${var.environment}"
  description = "What Verdigris needs to deploy ${var.environment}"
  policy      = module.policy.json
}
