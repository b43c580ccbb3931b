#!/bin/bash
# Starts mysqld; on the first start it makes the data folder, honouring what the official image promises: MYSQL_*
# variables (and their _FILE forms), scripts in /docker-entrypoint-initdb.d, a temporary server that no network reaches.
#
# Other than in the official image
# - a first start that was interrupted is not taken for complete: while it runs, a file .first-start lies in the data
#   folder; found at the next start, the folder is emptied and the first start begins anew;
# - the empty data folder comes from an archive that `mysqld --initialize-insecure` filled when the image was built
#   (without keys and without a server id), unless options could make it another one;
# - time zone tables are not filled: named zones are unknown, offsets such as +09:00 work.
set -euo pipefail
shopt -s nullglob

socket=/var/run/mysqld/mysqld.sock
archive=/usr/local/share/mysql-data.tar.gz

say() { printf '%(%Y-%m-%dT%H:%M:%S%z)T [%s] [Entrypoint]: %s\n' -1 "$1" "$2"; }
fail() { say ERROR "$1" >&2; exit 1; }

# Takes the value of NAME, or of the file that NAME_FILE names, into NAME.
read_setting() {
  local name=$1 file_name=$1_FILE
  if [ -n "${!file_name:-}" ]; then
    [ -z "${!name:-}" ] || fail "$name and $file_name are both set: set one of them"
    [ -r "${!file_name}" ] || fail "$file_name names ${!file_name}, which cannot be read"
    printf -v "$name" '%s' "$(<"${!file_name}")"
  else
    printf -v "$name" '%s' "${!name:-}"
  fi
}

# A text as a MySQL string literal.
quoted() {
  local text=${1//\\/\\\\}
  printf "'%s'" "${text//\'/\'\'}"
}

# A text as a MySQL identifier.
name_of() { printf '`%s`' "${1//\`/\`\`}"; }

# An option file with root's password, so that it is in no command line.
root_options() {
  local text=${MYSQL_ROOT_PASSWORD//\\/\\\\}
  printf '[client]\npassword="%s"\n' "${text//\"/\\\"}"
}

# SQL from standard input, as root on the temporary server; arguments go to the client.
run_sql() { mysql --defaults-extra-file=<(root_options) --protocol=socket --socket="$socket" --user=root --comments "$@"; }

run_script() {
  case $1 in
    *.sh)
      say Note "running $1"
      if [ -x "$1" ]; then "$1"; else . "$1"; fi ;;
    *.sql)
      say Note "running $1"
      run_sql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} <"$1" ;;
    *.sql.gz)
      say Note "running $1"
      gzip --decompress --stdout "$1" | run_sql ${MYSQL_DATABASE:+--database="$MYSQL_DATABASE"} ;;
    *) say Warn "ignoring $1: neither .sh nor .sql nor .sql.gz" ;;
  esac
}

run_scripts() {
  local script
  for script in /docker-entrypoint-initdb.d/*; do run_script "$script"; done
}

accounts() {
  echo 'SET @@SESSION.SQL_LOG_BIN = 0;'
  local password expire=''
  password=$(quoted "$MYSQL_ROOT_PASSWORD")
  [ -z "${MYSQL_ONETIME_PASSWORD:-}" ] || expire=' PASSWORD EXPIRE'
  if [ "${MYSQL_ROOT_HOST:=%}" != localhost ]; then
    echo "CREATE USER 'root'@$(quoted "$MYSQL_ROOT_HOST") IDENTIFIED BY $password;"
    echo "GRANT ALL ON *.* TO 'root'@$(quoted "$MYSQL_ROOT_HOST") WITH GRANT OPTION;"
  fi
  echo "ALTER USER 'root'@'localhost' IDENTIFIED BY $password;"
  if [ -n "$MYSQL_DATABASE" ]; then echo "CREATE DATABASE IF NOT EXISTS $(name_of "$MYSQL_DATABASE");"; fi
  if [ -n "$MYSQL_USER" ]; then
    echo "CREATE USER $(quoted "$MYSQL_USER")@'%' IDENTIFIED BY $(quoted "$MYSQL_PASSWORD");"
    # An underscore in a database's name would match any character in a grant.
    if [ -n "$MYSQL_DATABASE" ]; then echo "GRANT ALL ON $(name_of "${MYSQL_DATABASE//_/\\_}").* TO $(quoted "$MYSQL_USER")@'%';"; fi
  fi
  if [ -n "$expire" ]; then
    echo "ALTER USER 'root'@'localhost'$expire;"
    [ "$MYSQL_ROOT_HOST" = localhost ] || echo "ALTER USER 'root'@$(quoted "$MYSQL_ROOT_HOST")$expire;"
  fi
}

check_settings() {
  local name
  for name in MYSQL_ROOT_PASSWORD MYSQL_ROOT_HOST MYSQL_DATABASE MYSQL_USER MYSQL_PASSWORD; do read_setting "$name"; done
  if [ -z "$MYSQL_ROOT_PASSWORD" ]; then
    if [ -n "${MYSQL_RANDOM_ROOT_PASSWORD:-}" ]; then
      MYSQL_ROOT_PASSWORD=$(head -c 24 /dev/urandom | base64)
      say Note "GENERATED ROOT PASSWORD: $MYSQL_ROOT_PASSWORD"
    elif [ -z "${MYSQL_ALLOW_EMPTY_PASSWORD:-}" ]; then
      fail "the data folder is empty and there is no root password: set MYSQL_ROOT_PASSWORD, MYSQL_ALLOW_EMPTY_PASSWORD or MYSQL_RANDOM_ROOT_PASSWORD"
    fi
  fi
  if [ "$MYSQL_USER" = root ]; then fail 'MYSQL_USER is root: root is there already, its password comes from MYSQL_ROOT_PASSWORD'; fi
  if [ -n "$MYSQL_USER" ] && [ -z "$MYSQL_PASSWORD" ]; then fail 'MYSQL_USER is set without MYSQL_PASSWORD'; fi
}

# Whether a folder made with these arguments is the one in the archive: they are all of a kind that leaves no trace in it.
fits_archive() {
  local argument
  [ -r "$archive" ] || return 1
  for argument in /etc/mysql/conf.d/*.cnf; do return 1; done
  for argument in "${@:2}"; do
    case ${argument//_/-} in
      --performance-schema=* | --innodb-buffer-pool-size=* | --max-connections=* | --table-open-cache=* | --mysqlx=* | --skip-mysqlx) ;;
      --skip-log-bin | --disable-log-bin | --skip-name-resolve | --datadir=* | --bind-address=* | --port=*) ;;
      *) return 1 ;;
    esac
  done
}

# mysqladmin would look once a second whether the server is gone.
stop_temporary_server() {
  local pid
  pid=$(<"$pid_file")
  run_sql <<<'SHUTDOWN'
  tail --pid="$pid" --sleep-interval=0.05 --follow /dev/null
}

# Leaves without the temporary server; what was begun is begun anew at the next start.
interrupted() {
  say Note 'asked to stop during the first start'
  if [ -s "$pid_file" ]; then kill -TERM "$(<"$pid_file")" || true; fi
  exit 143
}

# The server makes no data folder out of one that somebody else has put something into; hidden files and lost+found are let be.
require_empty() {
  local found
  found=$(find "$data" -mindepth 1 -maxdepth 1 \! -name '.*' \! -name lost+found -printf '%f' -quit)
  [ -z "$found" ] || fail "the data directory has files in it, and only an empty one is made ready: $data/$found"
}

first_start() {
  check_settings
  pid_file=/var/run/mysqld/mysqld.pid
  trap interrupted TERM INT
  : >"$data/.first-start"
  # Until the file is removed again nothing here is worth keeping, so nothing is flushed to the disk in between: the
  # server's shutdown at the end does it once.
  local quick=(--skip-innodb-doublewrite --innodb-flush-log-at-trx-commit=0 --skip-log-bin)
  say Note "making the data folder $data"
  if fits_archive "$@"; then
    tar --extract --gzip --file "$archive" --directory "$data" --no-same-permissions --no-overwrite-dir
  else
    "$@" --initialize-insecure "${quick[@]}" & wait $!
  fi
  say Note 'starting the temporary server'
  "$@" --daemonize --skip-networking --mysqlx=OFF --socket="$socket" --pid-file="$pid_file" "${quick[@]}" & wait $!

  local sql
  sql=$(accounts)
  mysql --protocol=socket --socket="$socket" --user=root <<<"$sql"
  # In the background, as everything that may last: only then does a signal find this shell listening.
  run_scripts & wait $!

  say Note 'stopping the temporary server'
  stop_temporary_server & wait $!
  rm "$data/.first-start"
  trap - TERM INT
  say Note 'the first start is done'
}

# Everything but mysqld is simply run.
if [[ ${1:-} == -* ]]; then set -- mysqld "$@"; fi
if [ "${1:-}" != mysqld ]; then exec "$@"; fi
for argument; do
  case $argument in --help | -'?' | --version | -V | --print-defaults) exec "$@" ;; esac
done

data=/var/lib/mysql
for argument; do
  if [[ $argument == --datadir=* ]]; then data=${argument#*=}; fi
done

if [ "$(id -u)" = 0 ]; then
  mkdir -p "$data"
  for folder in "$data" /var/run/mysqld /var/lib/mysql-files; do
    find "$folder" \! -user mysql -exec chown mysql: '{}' +
  done
  say Note "going on as the user mysql"
  exec setpriv --reuid=mysql --regid=mysql --init-groups "$0" "$@"
fi

[ -d "$data" ] && [ -w "$data" ] || fail "the data folder $data cannot be written to by uid $(id -u)"
if [ -e "$data/.first-start" ]; then
  say Warn 'an earlier first start did not end: emptying the data folder to begin anew'
  find "$data" -mindepth 1 -maxdepth 1 \! -name lost+found \! -name .first-start -exec rm -rf '{}' +
  first_start "$@"
elif [ ! -d "$data/mysql" ]; then
  require_empty
  first_start "$@"
fi
exec "$@"
