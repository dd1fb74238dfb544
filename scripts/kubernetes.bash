# The Kubernetes of tests and of `make run`: its version, and how programs of that release are built. Needs tools.bash.

KUBERNETES_VERSION=1.34.4
KUBERNETES_MINOR=${KUBERNETES_VERSION%.*}

# Kubernetes is published with replacements that point into its own source tree: here they point at the modules of the same release.
write_kubernetes_module() {
  local module staging="v0.${KUBERNETES_VERSION#*.}"
  printf 'module controlplane\n\ngo 1.24.0\n\ngodebug default=go1.24\n\n'
  printf 'require k8s.io/kubernetes v%s\n\n' "$KUBERNETES_VERSION"
  sed -n 's|^\t\(k8s\.io/[a-z-]*\) => \./staging/.*|\1|p' "$1" | while read -r module; do
    printf 'replace %s => %s %s\n' "$module" "$module" "$staging"
  done
}

# build_kubernetes DIR OUT PROGRAM...: each program into OUT, all from one module in DIR.
build_kubernetes() {
  local dir=$1 out=$2 gomod program flags version=k8s.io/component-base/version
  shift 2
  mkdir "$dir"
  gomod=$(cd "$dir" && GOWORK=off go mod download -json "k8s.io/kubernetes@v$KUBERNETES_VERSION" |
    sed -n 's/^\t"GoMod": "\(.*\)",$/\1/p') || return 1
  write_kubernetes_module "$gomod" >"$dir/go.mod"
  flags="-s -w -X $version.gitVersion=v$KUBERNETES_VERSION -X $version.gitMajor=1 -X $version.gitMinor=${KUBERNETES_MINOR#*.}"
  go_run "Kubernetes modules" "$dir" get "k8s.io/kubernetes@v$KUBERNETES_VERSION" || return 1
  for program in "$@"; do
    go_build "$program" "$dir" "$out/$program" "k8s.io/kubernetes/cmd/$program" "$flags" || return 1
  done
}
