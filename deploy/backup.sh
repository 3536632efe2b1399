#!/bin/sh
# One backup of the home into a folder, read through, and older ones pruned.
#   backup.sh [FOLDER [DAYS]]      defaults: /var/backups/atrium, 30
# Ends with another code than 0 when anything went wrong; then no older backup is deleted.
set -eu
umask 077

folder=${1:-/var/backups/atrium}
days=${2:-30}
file="$folder/atrium-$(date +%Y-%m-%dT%H%M%S).tar.gz"

atrium backup "$file"
atrium restore --verify "$file"
find "$folder" -maxdepth 1 -type f -name 'atrium-*.tar.gz' -mtime "+$days" -delete
