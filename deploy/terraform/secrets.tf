# Secrets that are made here. ENCRYPTION_KEYS and PHONE_HASH_KEY must never be lost: keep a copy outside AWS.
resource "random_bytes" "encryption_key" {
  length = 32
}

resource "random_bytes" "phone_hash_key" {
  length = 32
}

resource "random_password" "token" {
  for_each = toset(["health", "metrics"])

  length  = 40
  special = false
}

resource "aws_secretsmanager_secret" "settings" {
  name        = "${local.name}/settings"
  description = "The secret settings of Cartbell. SHOPIFY_API_SECRET and TWILIO_AUTH_TOKEN are added by hand."
}

# For the Secret "cartbell" in the cluster. What is changed by hand afterwards is kept.
resource "aws_secretsmanager_secret_version" "settings" {
  secret_id = aws_secretsmanager_secret.settings.id

  secret_string = jsonencode({
    DATABASE_URL         = "postgresql://cartbell:${random_password.postgres.result}@${aws_db_instance.main.endpoint}/cartbell?sslmode=verify-full"
    DATABASE_REPLICA_URL = "postgresql://cartbell:${random_password.postgres.result}@${aws_db_instance.replica.endpoint}/cartbell?sslmode=verify-full"
    REDIS_URL            = "rediss://:${random_password.redis.result}@${aws_elasticache_replication_group.main.primary_endpoint_address}:6379"
    ENCRYPTION_KEYS      = "k1:${random_bytes.encryption_key.base64}"
    PHONE_HASH_KEY       = random_bytes.phone_hash_key.base64
    HEALTH_TOKEN         = random_password.token["health"].result
    METRICS_TOKEN        = random_password.token["metrics"].result
  })

  lifecycle {
    ignore_changes = [secret_string]
  }
}
