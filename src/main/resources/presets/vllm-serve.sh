# Puts vLLM in the place of this shell. Expects flags (array), tls, shutdown_timeout and kv_transfer.

# Sets words to those of $1: quotes and backslashes count as in a shell; nothing is expanded or run.
split() {
  local char quote='' word='' started='' i
  words=()
  for ((i = 0; i < ${#1}; i++)); do
    char=${1:i:1}
    case $quote$char in
      "''" | '""') quote='' ;;
      \\ | \"\\)
        i=$((i + 1)) && char=${1:i:1}
        [[ $quote && $char != [\"\\\$\`] ]] && word+=\\
        word+=$char started=1
        ;;
      \'? | \"?) word+=$char ;;
      \' | \") quote=$char started=1 ;;
      [[:space:]])
        [[ $started ]] && words+=("$word")
        word='' started=''
        ;;
      *) word+=$char started=1 ;;
    esac
  done
  [[ $started ]] && words+=("$word")
  [[ ! $quote ]] || { echo "ERROR: $quote is not closed in: $1" >&2 && exit 1; }
}

version=$(vllm --version 2>/dev/null | tail -n 1)
version=${version##* }
at_least() { [[ $version =~ ^[0-9]+\.[0-9]+ ]] && printf '%s\n' "$1" "$version" | sort -C -V; }

if at_least 0.16.0; then
  flags+=(--disable-access-log-for-endpoints "/health,/metrics,/ping")
else
  flags+=(--disable-uvicorn-access-log)
fi
if at_least 0.18.0; then
  flags+=(--shutdown-timeout "$shutdown_timeout")
fi
if at_least 0.22.0 && [[ ! "${VLLM_ADDITIONAL_ARGS:-} $*" =~ --kv[-_]transfer[-_]config ]]; then
  split "$kv_transfer"
  flags+=("${words[@]}")
fi
if [[ $tls == true ]]; then
  flags+=(--enable-ssl-refresh --ssl-certfile /var/run/kserve/tls/tls.crt --ssl-keyfile /var/run/kserve/tls/tls.key)
fi
split "${VLLM_ADDITIONAL_ARGS:-}"
set -- "${words[@]}" "$@"

# vLLM takes one model, in front; a --model next to it stops the start. Whoever gives one means that model.
model=/mnt/models args=()
while (($# > 0)); do
  case $1 in
    --model=*) model=${1#*=} ;;
    --model) (($# > 1)) && shift && model=$1 || args+=("$1") ;;
    *) args+=("$1") ;;
  esac
  shift
done
exec vllm serve "$model" "${flags[@]}" "${args[@]}"
