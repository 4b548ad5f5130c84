#!/bin/sh
# Keeps a finished WAL file of PostgreSQL in a folder, whole or not at all. In postgresql.conf:
#   archive_mode = on
#   archive_timeout = 60
#   archive_command = '/opt/cartbell/deploy/backup/archive-wal.sh "%p" "%f" /var/backups/cartbell/wal'
# Fails when the folder has a file of this name with other contents: two servers must never share a folder.
set -eu
from=$1
name=$2
folder=$3
if [ -e "$folder/$name" ]; then
  cmp -s "$from" "$folder/$name"
  exit
fi
draft="$folder/.$name.draft"
cp "$from" "$draft"
sync "$draft"
mv "$draft" "$folder/$name"
sync "$folder"
