locals {
  load_balancer = join("/", slice(split("/", var.listener_arn), 1, 4))
  watched = merge(
    { for color, group in aws_lb_target_group.color : "-${color}" => group.arn_suffix },
    { for group in aws_lb_target_group.shared : "" => group.arn_suffix },
  )
}

# For --alarm NAME-5xx and NAME-unhealthy or, with forwarding, NAME-5xx-{color} and NAME-unhealthy-{color}. No request, no metric:
# what has no data is no failure.
resource "aws_cloudwatch_metric_alarm" "failures" {
  for_each = local.watched

  alarm_name          = "${var.environment}-5xx${each.key}"
  alarm_description   = "Instances of ${var.environment}${each.key} answer with 5xx"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "HTTPCode_Target_5XX_Count"
  statistic           = "Sum"
  period              = 60
  evaluation_periods  = 2
  threshold           = var.failures_per_minute
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = local.load_balancer
    TargetGroup  = each.value
  }
}

resource "aws_cloudwatch_metric_alarm" "unhealthy" {
  for_each = local.watched

  alarm_name          = "${var.environment}-unhealthy${each.key}"
  alarm_description   = "The load balancer finds instances of ${var.environment}${each.key} unhealthy"
  namespace           = "AWS/ApplicationELB"
  metric_name         = "UnHealthyHostCount"
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 3
  threshold           = 0
  comparison_operator = "GreaterThanThreshold"
  treat_missing_data  = "notBreaching"

  dimensions = {
    LoadBalancer = local.load_balancer
    TargetGroup  = each.value
  }
}

resource "aws_cloudwatch_dashboard" "environment" {
  dashboard_name = "verdigris-${var.environment}"
  dashboard_body = jsonencode({
    widgets = [
      for row, shown in [
        { title = "Healthy hosts", metric = "HealthyHostCount", stat = "Minimum" },
        { title = "Unhealthy hosts", metric = "UnHealthyHostCount", stat = "Maximum" },
        { title = "Requests", metric = "RequestCount", stat = "Sum" },
        { title = "Answers with 5xx", metric = "HTTPCode_Target_5XX_Count", stat = "Sum" },
        ] : {
        type   = "metric"
        x      = 12 * (row % 2)
        y      = 6 * floor(row / 2)
        width  = 12
        height = 6
        properties = {
          title  = "${var.environment}: ${shown.title}"
          region = data.aws_region.here.name
          period = 60
          stat   = shown.stat
          metrics = [
            for suffix, group in local.watched :
            ["AWS/ApplicationELB", shown.metric, "LoadBalancer", local.load_balancer, "TargetGroup", group]
          ]
        }
      }
    ]
  })
}
