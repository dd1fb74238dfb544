package main

import (
	"math/rand/v2"
	"strconv"
)

// object is a document as a user writes it: explicit zeros and empty lists stay in it.
type object = map[string]any

// generator makes documents that stay clear of what io.llmisvc.merge does differently on purpose: the name of an env, volume,
// port or probe decides which alternative it uses, and fields that Go always writes are always given.
type generator struct{ *rand.Rand }

func (g generator) chance(percent int) bool { return g.IntN(100) < percent }

func (g generator) one(choices ...any) any { return choices[g.IntN(len(choices))] }

// into sets a field in some of the cases.
func (g generator) into(o object, percent int, name string, value func() any) {
	if g.chance(percent) {
		o[name] = value()
	}
}

func (g generator) pick(o object, percent int, name string, choices ...any) {
	g.into(o, percent, name, func() any { return g.one(choices...) })
}

// some returns a shuffled choice of the names, without repeating one.
func (g generator) some(names ...string) []string {
	g.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
	return names[:g.IntN(len(names)+1)]
}

func each(names []string, element func(name string) object) []any {
	list := []any{}
	for _, name := range names {
		list = append(list, element(name))
	}
	return list
}

func (g generator) words() any {
	list := []any{}
	for range g.IntN(3) {
		list = append(list, g.one("--a", "--b=1", "{{ .Name }}", ""))
	}
	return list
}

func (g generator) labels() any {
	labels := object{}
	for _, key := range g.some("app", "app.kubernetes.io/name", "tier") {
		labels[key] = g.one("", "x", "y")
	}
	return labels
}

func (g generator) env() any {
	return each(g.some("VALUE_A", "VALUE_B", "VALUE_C", "FIELD", "SECRET"), func(name string) object {
		o := object{"name": name}
		switch name {
		case "FIELD":
			o["valueFrom"] = object{"fieldRef": object{"fieldPath": g.one("metadata.name", "status.podIP")}}
		case "SECRET":
			o["valueFrom"] = object{"secretKeyRef": object{"name": g.one("s", "t"), "key": g.one("k", "l")}}
		default:
			g.pick(o, 80, "value", "", "1", "a \"quoted\" value")
		}
		return o
	})
}

func (g generator) ports() any {
	return each(g.some("8000", "8080", "5353"), func(name string) object {
		number, _ := strconv.Atoi(name)
		o := object{"containerPort": number}
		if number == 5353 {
			o["protocol"] = "UDP"
		} else {
			g.pick(o, 50, "protocol", "TCP")
		}
		g.pick(o, 40, "name", "http", "metrics", "")
		g.pick(o, 20, "hostPort", 0, 1, 2)
		return o
	})
}

func (g generator) mounts() any {
	return each(g.some("/mnt/models", "/dev/shm", "/tmp"), func(path string) object {
		o := object{"mountPath": path, "name": g.one("models", "shm")}
		g.pick(o, 40, "readOnly", true, false)
		g.pick(o, 30, "subPath", "", "a")
		return o
	})
}

func (g generator) quantities() any {
	o := object{}
	for _, key := range g.some("cpu", "memory", "nvidia.com/gpu") {
		o[key] = g.one("0", "1", "2Gi")
	}
	return o
}

func (g generator) resources() any {
	o := object{}
	g.into(o, 60, "limits", g.quantities)
	g.into(o, 60, "requests", g.quantities)
	return o
}

func (g generator) probe(handler string, value object) func() any {
	return func() any {
		o := object{handler: value}
		g.pick(o, 50, "periodSeconds", 0, 5, 10)
		g.pick(o, 50, "failureThreshold", 0, 3, 60)
		g.pick(o, 30, "terminationGracePeriodSeconds", 0, 30)
		return o
	}
}

func (g generator) securityContext() any {
	o := object{}
	g.pick(o, 50, "runAsNonRoot", true, false)
	g.pick(o, 30, "runAsUser", 0, 1000)
	g.into(o, 40, "capabilities", func() any {
		return object{"add": g.one([]any{}, []any{"IPC_LOCK"}, []any{"SYS_RAWIO", "NET_RAW"}), "drop": g.one([]any{"ALL"}, []any{})}
	})
	return o
}

func (g generator) container(name string) object {
	o := object{"name": name}
	g.pick(o, 50, "image", "", "vllm:1", "vllm:2")
	g.into(o, 30, "command", g.words)
	g.into(o, 40, "args", g.words)
	g.into(o, 60, "env", g.env)
	g.into(o, 40, "ports", g.ports)
	g.into(o, 40, "volumeMounts", g.mounts)
	g.into(o, 30, "resources", g.resources)
	g.into(o, 20, "livenessProbe", g.probe("httpGet", object{"path": g.one("/health", "/"), "port": g.one(8000, "http"), "scheme": "HTTPS"}))
	g.into(o, 20, "startupProbe", g.probe("tcpSocket", object{"port": g.one(1, 2)}))
	g.into(o, 20, "securityContext", g.securityContext)
	g.pick(o, 20, "stdin", true, false)
	g.pick(o, 20, "terminationMessagePath", "", "/dev/termination-log")
	g.into(o, 10, "lifecycle", func() any { return object{"preStop": object{"sleep": object{"seconds": g.one(5, 15)}}} })
	return o
}

func (g generator) volume(name string) object {
	o := object{"name": name}
	switch name {
	case "models":
		o["persistentVolumeClaim"] = object{"claimName": g.one("a", "b"), "readOnly": g.one(true, false)}
	case "config":
		o["configMap"] = object{"name": g.one("a", "b"), "items": g.one([]any{}, []any{object{"key": "k", "path": "p"}})}
	default:
		empty := object{}
		g.pick(empty, 50, "medium", "", "Memory")
		g.pick(empty, 50, "sizeLimit", "1Gi", "0")
		o["emptyDir"] = empty
	}
	return o
}

func (g generator) tolerations() any {
	list := []any{}
	for range g.IntN(3) {
		list = append(list, object{"key": g.one("gpu", "spot"), "operator": "Exists"})
	}
	return list
}

func (g generator) spread() any {
	return each(g.some("zone", "host"), func(key string) object {
		when := map[string]string{"zone": "DoNotSchedule", "host": "ScheduleAnyway"}
		o := object{"topologyKey": key, "whenUnsatisfiable": when[key], "maxSkew": g.one(1, 2)}
		g.into(o, 50, "labelSelector", func() any { return object{"matchLabels": g.labels()} })
		return o
	})
}

func (g generator) pod() any {
	o := object{}
	g.into(o, 85, "containers", func() any { return each(g.some("main", "sidecar", "proxy"), g.container) })
	g.into(o, 30, "initContainers", func() any { return each(g.some("storage-initializer", "warm-up"), g.container) })
	g.into(o, 40, "volumes", func() any { return each(g.some("models", "config", "shm", "tmp"), g.volume) })
	g.into(o, 30, "imagePullSecrets", func() any {
		return each(g.some("a", "b", "c"), func(name string) object { return object{"name": name} })
	})
	g.into(o, 20, "hostAliases", func() any {
		return each(g.some("10.0.0.1", "10.0.0.2"), func(ip string) object { return object{"ip": ip, "hostnames": g.words()} })
	})
	g.into(o, 25, "topologySpreadConstraints", g.spread)
	g.into(o, 25, "tolerations", g.tolerations)
	g.into(o, 25, "nodeSelector", g.labels)
	g.into(o, 15, "affinity", func() any {
		return object{"nodeAffinity": object{"requiredDuringSchedulingIgnoredDuringExecution": object{"nodeSelectorTerms": []any{
			object{"matchFields": []any{object{"key": g.one("a", "b"), "operator": "Exists"}}}}}}}
	})
	g.pick(o, 30, "terminationGracePeriodSeconds", 0, 30, 60)
	g.pick(o, 30, "serviceAccountName", "", "a", "b")
	g.pick(o, 20, "hostNetwork", true, false)
	g.pick(o, 20, "shareProcessNamespace", true, false)
	g.pick(o, 20, "restartPolicy", "", "Always")
	g.pick(o, 10, "securityContext", object{}, object{"fsGroup": 0}, object{"supplementalGroups": []any{1, 2}})
	g.pick(o, 10, "dnsConfig", object{}, object{"nameservers": []any{"1.1.1.1"}}, object{"searches": []any{}})
	return o
}

func (g generator) rule() any {
	o := object{}
	g.pick(o, 40, "matches", []any{object{"path": object{"type": "PathPrefix", "value": g.one("/a", "/b")}}})
	g.pick(o, 50, "backendRefs", []any{object{"name": g.one("a", "b"), "port": 8000}})
	g.pick(o, 40, "timeouts", object{"request": g.one("0s", "300s")})
	return o
}

func (g generator) httpRoute() any {
	o := object{}
	g.pick(o, 50, "parentRefs", []any{}, []any{object{"name": "a"}}, []any{object{"name": "b", "namespace": "n"}, object{"name": "c"}})
	g.pick(o, 50, "hostnames", []any{}, []any{"a.example.com"}, []any{"b.example.com", "c.example.com"})
	g.into(o, 70, "rules", func() any {
		list := []any{}
		for range g.IntN(3) {
			list = append(list, g.rule())
		}
		return list
	})
	return o
}

// An untyped document in which no two layers hold an object or a list under the same key: there the reference fails.
func (g generator) inline(layer int) any {
	o := object{"apiVersion": g.one("v1", "v2"), "verbose": g.one(true, false)}
	if layer == 0 {
		o["plugins"] = []any{object{"type": g.one("a", "b")}}
	}
	if layer == 1 {
		o["nested"] = object{"weight": g.one(0, 1)}
	}
	return o
}

func (g generator) scheduler(layer int) any {
	o := object{}
	g.into(o, 60, "template", g.pod)
	g.into(o, 40, "labels", g.labels)
	g.pick(o, 40, "replicas", 0, 1, 2)
	g.into(o, 50, "config", func() any { return object{"inline": g.inline(layer)} })
	g.into(o, 50, "pool", func() any {
		spec := object{}
		g.pick(spec, 50, "targetPorts", []any{}, []any{object{"number": 8000}}, []any{object{"number": 8001}, object{"number": 8002}})
		g.into(spec, 50, "endpointPickerRef", func() any {
			ref := object{"name": g.one("a", "b")}
			g.pick(ref, 50, "group", "", "g")
			g.pick(ref, 50, "kind", "", "Service")
			g.pick(ref, 50, "port", object{"number": g.one(9002, 9003)})
			return ref
		})
		return object{"spec": spec}
	})
	return o
}

func (g generator) workload(o object) object {
	g.pick(o, 50, "replicas", 0, 1, 5)
	g.into(o, 40, "labels", g.labels)
	g.into(o, 40, "annotations", g.labels)
	g.into(o, 50, "template", g.pod)
	g.into(o, 20, "worker", g.pod)
	g.into(o, 50, "parallelism", func() any {
		p := object{}
		g.pick(p, 50, "tensor", 1, 2)
		g.pick(p, 50, "data", 0, 8)
		g.pick(p, 50, "expert", true, false)
		return p
	})
	g.into(o, 25, "kvCacheOffloading", func() any {
		kv := object{"cpu": g.one("0", "10Gi", "20Gi")}
		g.pick(kv, 50, "evictionPolicy", "", "lru", "arc")
		return kv
	})
	g.pick(o, 25, "rolloutStrategy", object{}, object{"maxSurge": 0}, object{"maxSurge": "25%", "maxUnavailable": 1})
	return o
}

func (g generator) service(layer int) any {
	o := g.workload(object{})
	g.into(o, 60, "model", func() any {
		m := object{}
		g.pick(m, 70, "uri", "", "hf://a/b", "pvc://c/d")
		g.pick(m, 50, "name", "", "a", "b")
		g.pick(m, 30, "confidential", object{"enabled": true, "resourceId": "kbs:///a/b/c"}, object{"enabled": false})
		return m
	})
	g.into(o, 20, "prefill", func() any { return g.workload(object{}) })
	g.into(o, 60, "router", func() any {
		r := object{}
		g.pick(r, 50, "gateway", object{}, object{"refs": []any{}}, object{"refs": []any{object{"name": "g"}}})
		g.into(r, 60, "route", func() any {
			route := object{}
			g.into(route, 60, "http", func() any { return object{"spec": g.httpRoute()} })
			g.pick(route, 30, "group", "", "canary")
			return route
		})
		g.into(r, 40, "scheduler", func() any { return g.scheduler(layer) })
		return r
	})
	g.pick(o, 40, "baseRefs", []any{}, []any{object{"name": "a"}}, []any{object{"name": "b"}, object{"name": "a"}})
	return o
}
