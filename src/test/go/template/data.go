package main

type TypeMeta struct {
	Kind       string
	APIVersion string
}

type ObjectMeta struct {
	Name        string
	Namespace   string
	Labels      map[string]string
	Annotations map[string]string
	Generation  int64
}

type GlobalConfig struct {
	SystemNamespace             string
	IngressGatewayName          string
	IngressGatewayNamespace     string
	EnableTLS                   bool
	ModelBasedRoutingHeaderName string
	InferencePoolNamespacedName string
}

type Model struct {
	URI  string
	Name *string
	LoRA *LoRA
}

type LoRA struct {
	Adapters []Model
	MaxRank  *int32
}

type Parallelism struct {
	Tensor      *int32
	Pipeline    *int32
	Data        *int32
	DataLocal   *int32
	DataRPCPort *int32
	Expert      bool
}

type EnvVar struct {
	Name  string
	Value string
}

type Container struct {
	Name    string
	Image   string
	Command []string
	Args    []string
	Env     []EnvVar
	Stdin   bool
}

type PodSpec struct {
	Containers                    []Container
	TerminationGracePeriodSeconds *int64
	NodeSelector                  map[string]string
	HostNetwork                   bool
}

type Tracing struct {
	ExporterEndpoint *string
	Sampler          *string
}

type Workload struct {
	Replicas    *int32
	Parallelism *Parallelism
	Template    *PodSpec
	Worker      *PodSpec
}

type Ref struct {
	Name string
}

type Spec struct {
	Model Model
	Workload
	Prefill  *Workload
	Tracing  *Tracing
	BaseRefs []Ref
	Labels   map[string]string
}

type Service struct {
	TypeMeta
	ObjectMeta
	Spec   Spec
	Status struct{ URL string }
}

type Root struct {
	*Service
	GlobalConfig *GlobalConfig
}

func ptr[T any](v T) *T { return &v }

var data = map[string]any{
	"service": Root{
		Service: &Service{
			TypeMeta: TypeMeta{Kind: "LLMInferenceService", APIVersion: "serving.kserve.io/v1alpha2"},
			ObjectMeta: ObjectMeta{
				Name: "llama", Namespace: "team-a", Generation: 3,
				Labels:      map[string]string{"zone": "b", "app": "llama", "tier": "gold"},
				Annotations: map[string]string{"example.com/note": "hello"},
			},
			Spec: Spec{
				Model: Model{URI: "hf://meta/llama", Name: ptr("meta/llama-3"), LoRA: &LoRA{
					Adapters: []Model{{URI: "hf://a/one", Name: ptr("one")}, {URI: "hf://a/two"}}, MaxRank: ptr(int32(16))}},
				Workload: Workload{
					Replicas:    ptr(int32(0)),
					Parallelism: &Parallelism{Tensor: ptr(int32(4)), Data: ptr(int32(8)), Expert: true},
					Template: &PodSpec{
						Containers: []Container{
							{Name: "main", Image: "vllm:1", Command: []string{"/bin/bash", "-c"}, Args: []string{"--a", "b c"}, Env: []EnvVar{{"HOME", "/home"}, {"TMP", "/tmp"}}},
							{Name: "side", Image: "side:2"},
						},
						TerminationGracePeriodSeconds: ptr(int64(90)),
						NodeSelector:                  map[string]string{"gpu": "yes"},
					},
				},
				BaseRefs: []Ref{{"base"}, {"more"}},
			},
		},
		GlobalConfig: &GlobalConfig{
			SystemNamespace: "kserve", IngressGatewayName: "gw", IngressGatewayNamespace: "gw-ns", EnableTLS: true,
			ModelBasedRoutingHeaderName: "X-Model", InferencePoolNamespacedName: "team-a/llama-inference-pool",
		},
	},
	"bare": Root{
		Service:      &Service{ObjectMeta: ObjectMeta{Name: "bare", Namespace: "ns"}},
		GlobalConfig: &GlobalConfig{},
	},
	"things": map[string]any{
		"zero": 0, "one": 1, "minus": -7, "big": 1234567, "uint": uint(9), "i32": int32(5), "max": int64(9223372036854775807), "min": int64(-9223372036854775808),
		"pi": 3.14159, "half": 0.5, "whole": 2.0, "tiny": 0.00001234, "huge": 1.5e21, "million": 1000000.0, "negative": -2.25,
		"yes": true, "no": false,
		"word": "word", "empty": "", "quote": "say \"hi\"", "lines": "a\n\tb\\c", "accent": "héllo wörld", "wide": "日本語", "face": "a😀b", "control": "x\x01\x7fy\u00a0z",
		"html": "<a href='x'>&\"b\"</a>",
		"null": nil,
		"list": []any{1, "two", 3.5, true, nil, []any{"in"}}, "names": []string{"c", "a", "b"}, "ints": []int{10, 20, 30}, "none": []string{}, "nilList": []string(nil),
		"map": map[string]string{"b": "2", "a": "1", "é": "3"}, "emptyMap": map[string]string{}, "nilMap": map[string]string(nil),
		"mixed":  map[string]any{"x": 1, "y": map[string]any{"z": "deep"}, "n": nil},
		"counts": map[string]int{"k": 4},
		"ptr":    ptr("pointed"), "nilPtr": (*string)(nil), "intPtr": ptr(int32(42)), "ptrPtr": ptr(ptr("twice")),
		"struct": Ref{"r"}, "structPtr": &Ref{"p"}, "env": []EnvVar{{"A", "1"}, {"B", ""}},
	},
	"nothing": nil,
	"number":  7,
	"text":    "plain",
}
