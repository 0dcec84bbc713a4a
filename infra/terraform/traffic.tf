# Registration and attachment: one target group. Who is in it is what a deployment changes, so nothing here says it.
resource "aws_lb_target_group" "shared" {
  count = local.forwarding ? 0 : 1

  name                 = local.target_group
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = var.port
  vpc_id               = var.vpc_id
  deregistration_delay = var.deregistration_delay

  health_check {
    path = var.health_check_path
  }
}

resource "aws_lb_listener_rule" "single" {
  count = local.forwarding ? 0 : 1

  listener_arn = var.listener_arn
  priority     = var.priority

  condition {
    path_pattern {
      values = var.path_patterns
    }
  }

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.shared[0].arn
  }
}

# Forwarding: a target group of each color, to which its group stays attached.
resource "aws_lb_target_group" "color" {
  for_each = local.forwarding ? local.colors : toset([])

  name                 = "${local.target_group}-${title(each.key)}"
  target_type          = "instance"
  protocol             = "HTTP"
  port                 = var.port
  vpc_id               = var.vpc_id
  deregistration_delay = var.deregistration_delay

  health_check {
    path = var.health_check_path
  }
}

resource "aws_autoscaling_attachment" "color" {
  for_each = local.forwarding ? local.colors : toset([])

  autoscaling_group_name = aws_autoscaling_group.fleet[each.key].name
  lb_target_group_arn    = aws_lb_target_group.color[each.key].arn
}

# The weights with which it is born; then they are Verdigris's, and so is the stickiness beside them.
resource "aws_lb_listener_rule" "weighted" {
  count = local.forwarding ? 1 : 0

  listener_arn = var.listener_arn
  priority     = var.priority

  condition {
    path_pattern {
      values = var.path_patterns
    }
  }

  action {
    type = "forward"

    forward {
      target_group {
        arn    = aws_lb_target_group.color["blue"].arn
        weight = 100
      }
      target_group {
        arn    = aws_lb_target_group.color["green"].arn
        weight = 0
      }
    }
  }

  lifecycle {
    ignore_changes = [action[0].forward]
  }
}
