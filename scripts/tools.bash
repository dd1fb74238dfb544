# What the scripts share that fetch or build tools once, into the user's cache. They answer on stdout: all else goes to stderr.

CACHES="${XDG_CACHE_HOME:-$HOME/.cache}/llmisvc"

say() { echo "$(basename "$0" .sh): $*" >&2; }
die() { say "$*"; exit 1; }

host_os() { uname -s | tr '[:upper:]' '[:lower:]'; }

host_arch() {
  case "$(uname -m)" in
    x86_64 | amd64) echo amd64 ;;
    aarch64 | arm64) echo arm64 ;;
    *) uname -m ;;
  esac
}

# checksum BITS FILE
checksum() {
  if command -v "sha${1}sum" >/dev/null; then "sha${1}sum" "$2"; else shasum -a "$1" "$2"; fi | cut -d' ' -f1
}

# fetch_archive DIR URL SUMS: the archive at URL into DIR, where it has the SHA-256 that the file at SUMS has for its name.
fetch_archive() {
  local dir=$1 url=$2 sums=$3 name=${2##*/} sum
  command -v curl >/dev/null || { say "no curl, so nothing is downloaded"; return 1; }
  say "downloading $name"
  curl -fsSL --connect-timeout 4 --max-time 30 -o "$dir/sums" "$sums" 2>"$dir/curl.log" || {
    say "cannot download: $(tail -n 1 "$dir/curl.log")"
    return 1
  }
  curl -fL --progress-bar --connect-timeout 4 --max-time 900 -o "$dir/$name" "$url" || return 1
  sum=$(awk -v name="$name" '$2 == name { print $1 }' "$dir/sums")
  [[ "$(checksum 256 "$dir/$name")" == "$sum" ]] || { say "wrong checksum: $name"; return 1; }
}

# alone_in DIR: makes it, and waits for other runs that fetch into it.
alone_in() {
  mkdir -p "$1"
  command -v flock >/dev/null || return 0
  exec 9>"$1/lock"
  flock -n 9 || { say "waiting for another run that fetches the same"; flock 9; }
}

# debian_package NAME: installs it, where we may.
debian_package() {
  [[ "$(id -u)" == 0 ]] || { say "not root, so nothing is installed"; return 1; }
  command -v apt-get >/dev/null || { say "no apt-get, so nothing is installed"; return 1; }
  say "installing $1: once"
  { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends "$1"; } >&2
}

# A line every few seconds while a build runs. Its log holds one line for each compiled package.
watch_build() {
  local pid=$1 log=$2 what=$3 started=$SECONDS
  while kill -0 "$pid" 2>/dev/null; do
    sleep 5
    say "  $what: $(wc -l <"$log" | tr -d ' ') lines of build log, $((SECONDS - started)) s"
  done
}

# go_run LABEL DIR ARGUMENTS...: go in DIR, quiet but for progress; its log is shown when it fails. The compiler collects less often than
# by default, which saves a fifth of the time for some more memory. GO_TAGS are build tags.
go_run() {
  local what=$1 dir=$2 log="$2/build.log" pid
  shift 2
  : >"$log"
  (cd "$dir" && GOGC="${GOGC:-400}" CGO_ENABLED=0 GOFLAGS="-mod=mod -tags=${GO_TAGS:-}" GOWORK=off exec go "$@") >"$log" 2>&1 &
  pid=$!
  watch_build "$pid" "$log" "$what"
  wait "$pid" || { tail -n 20 "$log" >&2; return 1; }
}

# go_build LABEL DIR OUT PACKAGE FLAGS: a program of the module in DIR; FLAGS are the linker's.
go_build() {
  go_run "$1" "$2" build -v -buildvcs=false -trimpath -ldflags "$5" -o "$3" "$4"
}

# go_program LABEL DIR OUT PACKAGE@VERSION [FLAGS]: a program by a module of its own, which is made in DIR.
go_program() {
  mkdir "$2"
  printf 'module %s\n\ngo 1.24.0\n' "${2##*/}" >"$2/go.mod"
  go_run "$1 modules" "$2" get "$4" && go_build "$1" "$2" "$3" "${4%@*}" "${5:--s -w}"
}

# module_of DIR MODULE@VERSION: prints where its files are, once they are fetched.
module_of() {
  say "go mod download $2" && (cd "$1" && GOWORK=off go mod download -json "$2" | sed -n 's/^\t"Dir": "\(.*\)",$/\1/p')
}

# archive DIR NAME OUT: the folder DIR/NAME as OUT/NAME.tar.gz, the same bytes from the same files, all of the age that pom.xml says.
archive() {
  local moment
  moment=$(sed -n 's|.*<project.build.outputTimestamp>\(.*\)</.*|\1|p' pom.xml)
  find "$1/$2" -exec touch -h -d "$moment" {} +
  (cd "$1" && find "$2" ! -type d | LC_ALL=C sort |
    tar --format=ustar --owner=0 --group=0 --numeric-owner --mode=u+rw,go+r,go-w -cf - -T -) | gzip -n >"$3/$2.tar.gz"
}
