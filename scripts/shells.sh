#!/usr/bin/env bash
# Prints the directory that holds fish and zsh, which read the scripts of `llmisvc completion` in a test, and installs those that there are not yet.
# usage: scripts/shells.sh [--cached]      the answer is the only line on stdout; --cached installs nothing
#
# Tried in this order: LLMISVC_SHELLS, the shells on PATH, the packages of Debian when we are root.
set -euo pipefail
. "$(dirname "${BASH_SOURCE[0]}")/tools.bash"

SHELLS=(fish zsh)
TARGET="$CACHES/shells"

if [[ -n "${LLMISVC_SHELLS:-}" ]]; then
  [[ -x "$LLMISVC_SHELLS/fish" && -x "$LLMISVC_SHELLS/zsh" ]] || die "LLMISVC_SHELLS=$LLMISVC_SHELLS must hold ${SHELLS[*]}"
  echo "$LLMISVC_SHELLS"
  exit
fi

mkdir -p "$TARGET"
for shell in "${SHELLS[@]}"; do
  if ! command -v "$shell" >/dev/null; then
    [[ "${1:-}" != --cached ]] || die "no $shell; 'make test' installs it, or run scripts/shells.sh"
    debian_package "$shell" || die "no $shell: install it ('apt-get install $shell' on Debian), or set LLMISVC_SHELLS to a directory with ${SHELLS[*]}"
  fi
  ln -sfn "$(command -v "$shell")" "$TARGET/$shell"
done
echo "$TARGET"
