// Command merge records what Kubernetes' strategic merge patch makes of generated documents. See README.md.
package main

import (
	"encoding/json"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"reflect"
	"strings"

	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/util/strategicpatch"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

type suite struct {
	file, typeName string
	count          int
	prototype      any
	document       func(g generator, layer int) any
}

var suites = []suite{
	{"pods", "PodSpec", 120, core.PodSpec{}, func(g generator, _ int) any { return g.pod() }},
	{"routes", "gateway.HTTPRouteSpec", 30, gateway.HTTPRouteSpec{}, func(g generator, _ int) any { return g.httpRoute() }},
	{"schedulers", "SchedulerSpec", 50, scheduler{}, generator.scheduler},
	{"services", "LLMInferenceServiceSpec", 60, service{}, generator.service},
}

type recorded struct {
	Layers   []any           `json:"layers"`
	Expected json.RawMessage `json:"expected"`
}

func must[T any](value T, err error) T {
	if err != nil {
		panic(err)
	}
	return value
}

// roundTrip is what the API machinery does to a document: it becomes a Go value, and JSON again.
func roundTrip(prototype any, document []byte) []byte {
	value := reflect.New(reflect.TypeOf(prototype))
	if err := json.Unmarshal(document, value.Interface()); err != nil {
		panic(fmt.Sprintf("%v in %s", err, document))
	}
	return must(json.Marshal(value.Interface()))
}

// An absent list of containers is written as null, which would erase: the reference makes it empty first.
func withoutNulls(document []byte) []byte {
	return []byte(strings.ReplaceAll(string(document), `"containers":null`, `"containers":[]`))
}

func overlay(prototype any, base, override []byte) []byte {
	zero := must(json.Marshal(prototype))
	patch := must(strategicpatch.CreateTwoWayMergePatch(zero, override, prototype))
	return roundTrip(prototype, must(strategicpatch.StrategicMergePatch(base, patch, prototype)))
}

func (s suite) record(g generator) recorded {
	var r recorded
	for layer := range 2 + g.IntN(3) {
		document := s.document(g, layer)
		r.Layers = append(r.Layers, document)
		typed := withoutNulls(roundTrip(s.prototype, must(json.Marshal(document))))
		if layer == 0 {
			r.Expected = typed
		} else {
			r.Expected = withoutNulls(overlay(s.prototype, r.Expected, typed))
		}
	}
	return r
}

func (s suite) write(directory string, seed uint64) {
	g := generator{rand.New(rand.NewPCG(seed, uint64(len(s.file))))}
	var lines []string
	for range s.count {
		lines = append(lines, string(must(json.Marshal(s.record(g)))))
	}
	text := fmt.Sprintf("{\"seed\": %d, \"type\": %q, \"cases\": [\n%s\n]}\n", seed, s.typeName, strings.Join(lines, ",\n"))
	if err := os.WriteFile(filepath.Join(directory, s.file+".json"), []byte(text), 0o644); err != nil {
		panic(err)
	}
}

func main() {
	seed := flag.Uint64("seed", 1, "of the generator")
	directory := flag.String("out", "../../resources/oracle/merge", "where the answers go")
	flag.Parse()
	for _, s := range suites {
		s.write(*directory, *seed)
	}
}
