variable "environment" {
  description = "The environment's name. The groups are called NAME-blue and NAME-green."
  type        = string
  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{0,23}$", var.environment))
    error_message = "Expected 1 to 24 lower-case letters, digits and dashes, of which the first is a letter."
  }
}

variable "target_group" {
  description = "The name of the target group or, with forwarding, what comes before -Blue and -Green in the names of both; by default the environment's name with a capital letter, as Verdigris expects it."
  type        = string
  default     = null
}

variable "prefix" {
  description = "What the parameters of the environment are below, without the first slash."
  type        = string
  default     = "compiler-explorer"
}

variable "strategy" {
  description = "How traffic moves: registration, attachment or forwarding."
  type        = string
  default     = "forwarding"
  validation {
    condition     = contains(["registration", "attachment", "forwarding"], var.strategy)
    error_message = "Expected registration, attachment or forwarding."
  }
}

variable "launch_template" {
  description = "What both groups launch from: your launch template, by its id and a version such as $Latest, $Default or a number. Where releases are selected as its default version, say $Default."
  type = object({
    id      = string
    version = optional(string, "$Latest")
  })
}

variable "listener_arn" {
  description = "The listener of the Application Load Balancer that gets the rule."
  type        = string
}

variable "priority" {
  description = "The priority of the rule."
  type        = number
  default     = 100
}

variable "path_patterns" {
  description = "The paths whose requests the environment answers."
  type        = list(string)
  default     = ["/*"]
}

variable "vpc_id" {
  description = "Where the target groups are."
  type        = string
}

variable "subnets" {
  description = "Where instances are launched; their zones must be enabled for the load balancer."
  type        = list(string)
}

variable "max_size" {
  description = "How many instances each group may have."
  type        = number
  default     = 10
}

variable "port" {
  description = "The port at which instances answer."
  type        = number
  default     = 80
}

variable "health_check_path" {
  description = "What the load balancer asks instances for."
  type        = string
  default     = "/"
}

variable "deregistration_delay" {
  description = "How many seconds a request in flight may take to end once its instance is taken out of traffic."
  type        = number
  default     = 60
}

variable "failures_per_minute" {
  description = "How many answers with 5xx within a minute no alarm is made of."
  type        = number
  default     = 5
}

variable "deployments_table" {
  description = "The table of DynamoDB that holds the deployment state; null for Parameter Store."
  type        = string
  default     = null
}

variable "features" {
  description = "What deployments use besides: alarms that they watch while they bake, probes of instances, probes through the load balancer, releases selected in the parameter PREFIX/NAME/release, rolling refreshes."
  type = object({
    alarms               = optional(bool, false)
    probes               = optional(bool, false)
    load_balancer_probes = optional(bool, false)
    releases             = optional(bool, false)
    rolling              = optional(bool, false)
  })
  default = {}
}
