variable "region" {
  description = "The AWS region, for example us-east-1. Take one near Shopify's and Twilio's endpoints."
  type        = string
}

variable "environment" {
  description = "The name of this installation, such as production. It is part of the names of all resources."
  type        = string
  default     = "production"
}

variable "network" {
  description = "The address range of the VPC. deploy/kubernetes/app/network.yaml names it too."
  type        = string
  default     = "10.0.0.0/16"
}

variable "zones" {
  description = "How many availability zones are used, 2 or 3."
  type        = number
  default     = 3

  validation {
    condition     = var.zones >= 2 && var.zones <= 3
    error_message = "Choose 2 or 3 zones."
  }
}

variable "kubernetes_version" {
  description = "The version of Kubernetes. AWS supports each for 14 months."
  type        = string
  default     = "1.33"
}

variable "cluster_admins" {
  description = "The ARNs of the roles that administer the cluster."
  type        = list(string)
}

variable "cluster_api_from" {
  description = "The address ranges that reach the cluster's API from the internet, such as that of your office."
  type        = list(string)
}

variable "node_type" {
  description = "The type of the cluster's machines. web and workers need CPU more than memory."
  type        = string
  default     = "c7i.xlarge"
}

variable "nodes_at_most" {
  description = "The most machines. The fewest is one in each zone."
  type        = number
  default     = 9
}

variable "postgres_version" {
  description = "The major version of PostgreSQL, 15 or newer."
  type        = string
  default     = "17"
}

variable "postgres_class" {
  description = "The class of the database and of its replica. Sending is bound by its CPU first."
  type        = string
  default     = "db.r7g.xlarge"
}

variable "postgres_gigabytes" {
  description = "The size of the database's disk at the start. It grows by itself up to ten times that."
  type        = number
  default     = 200
}

variable "postgres_connections" {
  description = "max_connections. deploy/README.md says how many the processes hold."
  type        = number
  default     = 600
}

variable "backup_days" {
  description = "How many days back the database can be restored to any second."
  type        = number
  default     = 14
}

variable "redis_class" {
  description = "The class of Redis. It holds jobs and rate buckets only, never the truth."
  type        = string
  default     = "cache.m7g.large"
}
