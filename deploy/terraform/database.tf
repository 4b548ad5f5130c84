resource "random_password" "postgres" {
  length  = 40
  special = false
}

resource "aws_db_subnet_group" "main" {
  name       = local.name
  subnet_ids = aws_subnet.private[*].id
}

resource "aws_db_parameter_group" "main" {
  name_prefix = "${local.name}-"
  family      = "postgres${var.postgres_version}"

  parameter {
    name  = "rds.force_ssl"
    value = "1"
  }

  parameter {
    name         = "max_connections"
    value        = var.postgres_connections
    apply_method = "pending-reboot"
  }

  parameter {
    name  = "random_page_cost"
    value = "1.1"
  }

  lifecycle {
    create_before_destroy = true
  }
}

# multi_az keeps a standby that has every commit: its promotion loses nothing, and is no restore.
resource "aws_db_instance" "main" {
  identifier     = local.name
  engine         = "postgres"
  engine_version = var.postgres_version
  instance_class = var.postgres_class

  db_name  = "cartbell"
  username = "cartbell"
  password = random_password.postgres.result

  allocated_storage     = var.postgres_gigabytes
  max_allocated_storage = 10 * var.postgres_gigabytes
  storage_type          = "gp3"
  storage_encrypted     = true

  multi_az               = true
  db_subnet_group_name   = aws_db_subnet_group.main.name
  vpc_security_group_ids = [aws_security_group.data.id]
  parameter_group_name   = aws_db_parameter_group.main.name

  # Any second of these days can be restored.
  backup_retention_period = var.backup_days
  backup_window           = "08:00-09:00"
  maintenance_window      = "tue:09:30-tue:10:30"

  performance_insights_enabled = true
  deletion_protection          = true
  skip_final_snapshot          = false
  final_snapshot_identifier    = "${local.name}-final"
}

# Segments are counted on it (DATABASE_REPLICA_URL).
resource "aws_db_instance" "replica" {
  identifier             = "${local.name}-replica"
  replicate_source_db    = aws_db_instance.main.identifier
  instance_class         = var.postgres_class
  storage_encrypted      = true
  vpc_security_group_ids = [aws_security_group.data.id]
  parameter_group_name   = aws_db_parameter_group.main.name
  skip_final_snapshot    = true
}
