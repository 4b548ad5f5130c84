output "cluster" {
  description = "The cluster's name, for aws eks update-kubeconfig."
  value       = aws_eks_cluster.main.name
}

output "image_repository" {
  description = "Where the image is pushed to."
  value       = aws_ecr_repository.cartbell.repository_url
}

output "settings_secret" {
  description = "The secret in Secrets Manager that has the secret settings."
  value       = aws_secretsmanager_secret.settings.name
}

output "public_addresses" {
  description = "The addresses that requests to stores, providers and merchants' servers come from."
  value       = aws_eip.nat[*].public_ip
}
