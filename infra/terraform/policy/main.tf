# What 'verdigris environment policy' prints, without a provider, so that it can be evaluated and compared anywhere.

variable "environment" {
  type = string
}

variable "prefix" {
  type = string
}

variable "strategy" {
  type = string
}

variable "traffic" {
  description = "The ARN of the rule with forwarding, else that of the target group."
  type        = list(string)
}

variable "deployments_table" {
  type    = string
  default = null
}

variable "features" {
  type = object({
    alarms               = optional(bool, false)
    probes               = optional(bool, false)
    load_balancer_probes = optional(bool, false)
    releases             = optional(bool, false)
    rolling              = optional(bool, false)
  })
  default = {}
}

variable "partition" {
  type = string
}

variable "region" {
  type = string
}

variable "account" {
  type = string
}

locals {
  parameters = "arn:${var.partition}:ssm:${var.region}:${var.account}:parameter/${var.prefix}/${var.environment}"
  groups = [
    for color in ["blue", "green"] :
    "arn:${var.partition}:autoscaling:${var.region}:${var.account}:autoScalingGroup:*:autoScalingGroupName/${var.environment}-${color}"
  ]

  look = concat(
    [
      "autoscaling:DescribeAutoScalingGroups",
      "autoscaling:DescribeInstanceRefreshes",
      "autoscaling:DescribeLifecycleHooks",
      "autoscaling:DescribeScalingActivities",
      "elasticloadbalancing:DescribeAccountLimits",
      "elasticloadbalancing:DescribeLoadBalancers",
      "elasticloadbalancing:DescribeTargetGroupAttributes",
      "elasticloadbalancing:DescribeTargetGroups",
      "elasticloadbalancing:DescribeTargetHealth",
    ],
    var.strategy == "forwarding" || var.features.load_balancer_probes ? ["elasticloadbalancing:DescribeListeners", "elasticloadbalancing:DescribeRules"] : [],
    var.strategy == "attachment" ? ["autoscaling:DescribeLoadBalancerTargetGroups", "autoscaling:DescribeTrafficSources"] : [],
    var.features.alarms ? ["cloudwatch:DescribeAlarms"] : [],
    var.features.probes ? ["ec2:DescribeInstances"] : [],
  )

  resize = concat(
    ["autoscaling:TerminateInstanceInAutoScalingGroup", "autoscaling:UpdateAutoScalingGroup"],
    var.features.rolling ? [
      "autoscaling:CancelInstanceRefresh",
      "autoscaling:RollbackInstanceRefresh",
      "autoscaling:StartInstanceRefresh",
    ] : [],
  )

  move = {
    registration = {
      actions   = ["elasticloadbalancing:DeregisterTargets", "elasticloadbalancing:RegisterTargets"]
      resources = var.traffic
    }
    attachment = {
      actions = [
        "autoscaling:AttachTrafficSources",
        "autoscaling:DetachLoadBalancerTargetGroups",
        "autoscaling:DetachTrafficSources",
      ]
      resources = local.groups
    }
    forwarding = {
      actions   = ["elasticloadbalancing:ModifyRule"]
      resources = var.traffic
    }
  }

  in_parameter_store = {
    Sid      = "KeepDeploymentState"
    Effect   = "Allow"
    Action   = ["ssm:DeleteParameter", "ssm:GetParametersByPath", "ssm:PutParameter"]
    Resource = ["${local.parameters}/deployment", "${local.parameters}/deployment/*"]
  }

  in_table = var.deployments_table == null ? [] : [{
    Sid      = "KeepDeploymentState"
    Effect   = "Allow"
    Action   = ["dynamodb:GetItem", "dynamodb:PutItem"]
    Resource = ["arn:${var.partition}:dynamodb:${var.region}:${var.account}:table/${var.deployments_table}"]
    Condition = {
      "ForAllValues:StringEquals" = { "dynamodb:LeadingKeys" = ["${var.prefix}/${var.environment}"] }
    }
  }]

  statements = concat(
    [
      { Sid = "Look", Effect = "Allow", Action = local.look, Resource = ["*"] },
      { Sid = "Resize", Effect = "Allow", Action = local.resize, Resource = local.groups },
      {
        Sid      = "MoveTraffic"
        Effect   = "Allow"
        Action   = local.move[var.strategy].actions
        Resource = local.move[var.strategy].resources
      },
      {
        Sid      = "WriteParameter"
        Effect   = "Allow"
        Action   = ["ssm:GetParameter", "ssm:PutParameter"]
        Resource = ["${local.parameters}/active-asg"]
      },
    ],
    var.deployments_table == null ? [local.in_parameter_store] : [],
    local.in_table,
    var.features.releases ? [{
      Sid      = "SelectRelease"
      Effect   = "Allow"
      Action   = ["ssm:DeleteParameter", "ssm:GetParameter", "ssm:GetParameterHistory", "ssm:PutParameter"]
      Resource = ["${local.parameters}/release"]
    }] : [],
  )
}

output "json" {
  description = "The policy as IAM takes it."
  value       = jsonencode({ Version = "2012-10-17", Statement = local.statements })
}
