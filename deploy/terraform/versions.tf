# Cartbell on AWS: network, PostgreSQL with a replica, Redis, Kubernetes, secrets. deploy/README.md says what comes after it.
terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = "~> 6.0"
    }
    random = {
      source  = "hashicorp/random"
      version = "~> 3.6"
    }
  }

  # Keep the state in a bucket of your own, encrypted: it contains passwords.
  # backend "s3" {}
}

provider "aws" {
  region = var.region

  default_tags {
    tags = {
      Application = "cartbell"
      Environment = var.environment
    }
  }
}

locals {
  name = "cartbell-${var.environment}"
}
