# DP_ADDRESS: the IP address of the group's leader, or its name when that does not resolve in time.
DP_ADDRESS=$LWS_LEADER_ADDRESS
for _ in $(seq "${DP_ADDRESS_RESOLVE_ATTEMPTS:-30}"); do
  if found=$(getent ahosts "$LWS_LEADER_ADDRESS"); then
    DP_ADDRESS=${found%% *}
    break
  fi
  sleep 1
done
echo "Leader $LWS_LEADER_ADDRESS is at $DP_ADDRESS"
