# An environment 'beta' behind a listener that is there already.

terraform {
  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.0, < 7.0"
    }
  }
}

variable "listener_arn" {
  type = string
}

variable "vpc_id" {
  type = string
}

variable "subnets" {
  type = list(string)
}

variable "security_groups" {
  type = list(string)
}

variable "image_id" {
  type = string
}

resource "aws_launch_template" "beta" {
  name                   = "beta"
  image_id               = var.image_id
  instance_type          = "t3.small"
  vpc_security_group_ids = var.security_groups

  metadata_options {
    http_tokens = "required"
  }
}

module "beta" {
  source = "../"

  environment     = "beta"
  strategy        = "forwarding"
  listener_arn    = var.listener_arn
  path_patterns   = ["/beta/*"]
  vpc_id          = var.vpc_id
  subnets         = var.subnets
  launch_template = { id = aws_launch_template.beta.id }
  features        = { alarms = true, releases = true }
}

output "options" {
  value = module.beta.options
}
