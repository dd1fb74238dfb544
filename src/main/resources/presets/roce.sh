# RDMA over Converged Ethernet: tells NCCL, NVSHMEM and UCX which devices and which GID to use.
# What the user has set already stays.
infer_roce() {
  local root=${SYS_ROOT:-/sys}/class/infiniband type=${KSERVE_INFER_IB_GID_INDEX_GREP:-RoCE v2}
  local port device index best='' most=0 devices=() votes=()
  grep -sH . "$root"/*/ports/*/gids/* "$root"/*/ports/*/gid_attrs/types/* /proc/driver/nvidia/params

  for port in "$root"/mlx5_*/ports/1; do
    if ! grep -qs ACTIVE "$port/state" || ! grep -qse "$type" "$port"/gid_attrs/types/*; then continue; fi
    device=${port#"$root/"}
    devices+=("${device%%/*}")
    # The device votes for its first index of that type with an IPv4 address.
    while read -r index; do
      grep -qs ffff: "$port/gids/$index" && votes[index]=$((${votes[index]:-0} + 1)) && break
    done < <(grep -lse "$type" "$port"/gid_attrs/types/* | sed 's|.*/||' | sort -n)
  done
  for index in "${!votes[@]}"; do
    if ((votes[index] > most || (votes[index] == most && index == 3))); then
      best=$index most=${votes[index]}
    fi
  done

  if ((${#devices[@]})); then
    local names ports
    printf -v names '%s,' "${devices[@]}"
    printf -v ports '%s:1,' "${devices[@]}"
    export NCCL_IB_HCA=${NCCL_IB_HCA:-${names%,}}
    export NVSHMEM_HCA_LIST=${NVSHMEM_HCA_LIST:-${ports%,}} UCX_NET_DEVICES=${UCX_NET_DEVICES:-${ports%,}}
  fi
  best=${NCCL_IB_GID_INDEX:-$best}
  if [[ ! $best ]]; then
    echo "ERROR: no GID index of type '$type' with an IPv4 address under $root" >&2
    return
  fi
  export NCCL_IB_GID_INDEX=$best
  export NVSHMEM_IB_GID_INDEX=${NVSHMEM_IB_GID_INDEX:-$best} UCX_IB_GID_INDEX=${UCX_IB_GID_INDEX:-$best}
}
if [[ ${KSERVE_INFER_ROCE:-} == true ]]; then infer_roce; fi
