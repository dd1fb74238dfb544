#!/usr/bin/env bash
# Prints the Chromium (or Chrome) that the test of `llmisvc report` drives, and installs it when there is none yet.
# usage: scripts/browser.sh [--cached]      the answer is the only line on stdout; --cached installs nothing
#
# Tried in this order: LLMISVC_BROWSER, the browsers on PATH, the package of Debian when we are root.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

PROGRAMS=(chromium google-chrome google-chrome-stable)

# An Ubuntu has a chromium on PATH that only installs a snap, which is not there on servers and in containers: it prints no version.
found() {
  local program
  for program in "${PROGRAMS[@]}"; do
    command -v "$program" >/dev/null && "$program" --version 2>/dev/null | grep -q '[0-9]' || continue
    command -v "$program"
    return
  done
  return 1
}

if [[ -n "${LLMISVC_BROWSER:-}" ]]; then
  [[ -x "$LLMISVC_BROWSER" ]] || die "LLMISVC_BROWSER=$LLMISVC_BROWSER is no program"
  echo "$LLMISVC_BROWSER"
  exit
fi

if [[ "${1:-}" == --cached ]]; then
  found || die "no browser; 'make test' installs one, or run scripts/browser.sh"
  exit
fi

found || { debian_package chromium && found; } || die "no browser: install Chromium ('apt-get install chromium' on Debian) or Chrome, or set LLMISVC_BROWSER
  to the program of one"
