output "options" {
  description = "What to say to Verdigris about this environment on the command line; each is a key of its file, too."
  value = local.forwarding ? join(" ", [
    "--env ${var.environment} --prefix /${var.prefix} --traffic forwarding",
    "--blue-target-group ${local.target_group}-Blue --green-target-group ${local.target_group}-Green",
    "--route ${aws_lb_listener_rule.weighted[0].arn}",
  ]) : "--env ${var.environment} --prefix /${var.prefix} --traffic ${var.strategy} --target-group ${aws_lb_target_group.shared[0].arn}"
}

output "deployer_policy" {
  description = "The policy to attach to the role that deploys."
  value       = aws_iam_policy.deployer.arn
}
