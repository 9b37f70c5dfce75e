#!/usr/bin/env bash
# Makes this machine able to run the lab: a Docker engine that answers, and the base images of containers/.
#
#   containers/ready.sh [SUITE...]
#   containers/ready.sh browser
#
# The second makes it able to run the tests of the HTML report instead: a Chromium, of Debian's packages where there is none.
#
# A suite is a release of Debian: bookworm, on which the lab stands (the default), and for another Postfix in it bullseye
# (3.5) or trixie (3.10).
#
# Idempotent; silent when there is nothing to do; otherwise one line per thing done, on standard error.
# Exit status: 0 ready, 3 not possible here (one line says what to install or start).
# HARNESS_BASE_PULL_SECONDS bounds the attempt to pull a base image (default 60).
set -euo pipefail

# Root writes it: in a folder that is everybody's, somebody's link could stand in its place.
engine_log=/var/log/harness-dockerd.log

say() { printf 'ready: %s\n' "$*" >&2; }
die() { say "$*"; exit 3; }
have() { command -v "$1" >/dev/null 2>&1; }
engine_answers() { docker version --format '{{.Server.APIVersion}}' >/dev/null 2>&1; }
is_root() { [ "$(id -u)" = 0 ]; }

# apt as root on Debian and its children; everybody else is told which package to install.
install_packages() {
  is_root || die "needs $*: install it, or run once as root"
  have apt-get || die "needs $*: install it with this system's package manager"
  local log; log=$(mktemp)
  if ! { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@"; } >"$log" 2>&1 </dev/null; then
    tail -n 5 "$log" >&2
    die "apt could not install $* (whole log: $log)"
  fi
  rm -f "$log"
  say "installed $*"
}

engine_is_remote() {
  case ${DOCKER_HOST:-unix://} in unix://*) return 1 ;; *) return 0 ;; esac
}

start_engine() {
  is_root || die "no Docker engine answers: start it (systemctl start docker), or add this user to the group docker"
  if [ -d /run/systemd/system ]; then
    systemctl start docker >/dev/null 2>&1 || die "systemctl start docker failed: see journalctl -u docker"
  else
    # A pid file left by a daemon that died with its session stops the next one.
    if [ -f /var/run/docker.pid ] && ! kill -0 "$(cat /var/run/docker.pid)" 2>/dev/null; then rm -f /var/run/docker.pid; fi
    setsid --fork dockerd >"$engine_log" 2>&1 </dev/null
  fi
  local deadline=$((SECONDS + 60))
  until engine_answers; do
    [ $SECONDS -lt $deadline ] || die "the Docker engine did not answer within 60 s: see $engine_log"
    sleep 0.1
  done
  say "started the Docker engine ($(docker version --format '{{.Server.Version}}'))"
}

ready_engine() {
  have docker && engine_answers && return
  if ! have dockerd; then
    { is_root && have apt-get; } || die "needs a Docker engine: install docker.io (Debian, Ubuntu) or Docker Desktop, then run again"
    install_packages docker.io iptables
  fi
  if ! { have docker && engine_answers; }; then start_engine; fi
}

# Debian's own bootstrap: for a site whose engine reaches no registry of images.
bootstrap_base() {
  local suite=$1 base=$2
  is_root || die "needs the image $base: docker pull $base, or run once as root to build it"
  have debootstrap || install_packages debootstrap
  local root; root=$(mktemp -d)
  if ! debootstrap --variant=minbase "$suite" "$root/$suite" >"$root/log" 2>&1; then
    tail -n 5 "$root/log" >&2
    die "debootstrap could not build $base (whole log: $root/log)"
  fi
  rm -rf "$root/$suite"/var/cache/apt/archives/*.deb "$root/$suite"/var/lib/apt/lists/*
  tar -C "$root/$suite" -c . | docker import --change 'CMD ["bash"]' - "$base" >/dev/null
  rm -rf "$root"
  say "built $base with debootstrap (no registry of images here)"
}

ready_base() {
  local base=debian:$1-slim
  docker image inspect "$base" >/dev/null 2>&1 && return
  if timeout "${HARNESS_BASE_PULL_SECONDS:-60}" docker pull -q "$base" >/dev/null 2>&1; then
    say "pulled $base"
  else
    bootstrap_base "$1" "$base"
  fi
}

ready_browser() {
  local name
  [ -z "${HARNESS_CHROMIUM:-}" ] || have "$HARNESS_CHROMIUM" || die "HARNESS_CHROMIUM=$HARNESS_CHROMIUM is no program: name Chromium, or unset it"
  for name in ${HARNESS_CHROMIUM:-chromium chromium-browser google-chrome google-chrome-stable}; do
    if have "$name"; then return; fi
  done
  install_packages chromium
}

if [ "$*" = browser ]; then
  ready_browser
  exit
fi

[ $# -gt 0 ] || set -- bookworm
for suite in "$@"; do
  case $suite in bullseye | bookworm | trixie) ;; *) die "no suite $suite: known are bullseye, bookworm, trixie; browser stands alone" ;; esac
done
if engine_is_remote; then
  die "DOCKER_HOST=$DOCKER_HOST is an engine elsewhere, and the lab is reached over this machine's loopback only: unset it"
fi
ready_engine
for suite in "$@"; do ready_base "$suite"; done
