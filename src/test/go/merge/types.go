package main

import (
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/util/intstr"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

// The part of our own kinds that the recorded cases need.

type service struct {
	Model    model `json:"model,omitempty"`
	Workload `json:",inline"`
	Router   *router                     `json:"router,omitempty"`
	Prefill  *Workload                   `json:"prefill,omitempty"`
	BaseRefs []core.LocalObjectReference `json:"baseRefs,omitempty"`
}

type model struct {
	URI          string        `json:"uri"`
	Name         *string       `json:"name,omitempty"`
	Confidential *confidential `json:"confidential,omitempty"`
}

type confidential struct {
	Enabled    bool    `json:"enabled"`
	ResourceID *string `json:"resourceId,omitempty"`
}

type Workload struct {
	Replicas          *int32            `json:"replicas,omitempty"`
	Parallelism       *parallelism      `json:"parallelism,omitempty"`
	Labels            map[string]string `json:"labels,omitempty"`
	Annotations       map[string]string `json:"annotations,omitempty"`
	Template          *core.PodSpec     `json:"template,omitempty"`
	Worker            *core.PodSpec     `json:"worker,omitempty"`
	KVCacheOffloading *kvCache          `json:"kvCacheOffloading,omitempty"`
	RolloutStrategy   *rolloutStrategy  `json:"rolloutStrategy,omitempty"`
}

type parallelism struct {
	Tensor    *int32 `json:"tensor,omitempty"`
	Data      *int32 `json:"data,omitempty"`
	DataLocal *int32 `json:"dataLocal,omitempty"`
	Expert    bool   `json:"expert,omitempty"`
}

type kvCache struct {
	CPU            resource.Quantity `json:"cpu"`
	EvictionPolicy string            `json:"evictionPolicy,omitempty"`
}

type rolloutStrategy struct {
	MaxUnavailable *intstr.IntOrString `json:"maxUnavailable,omitempty"`
	MaxSurge       *intstr.IntOrString `json:"maxSurge,omitempty"`
}

type router struct {
	Route     *route       `json:"route,omitempty"`
	Gateway   *gatewaySpec `json:"gateway,omitempty"`
	Scheduler *scheduler   `json:"scheduler,omitempty"`
}

type route struct {
	HTTP  *httpRoute `json:"http,omitempty"`
	Group *string    `json:"group,omitempty"`
}

type httpRoute struct {
	Spec *gateway.HTTPRouteSpec `json:"spec,omitempty"`
}

type gatewaySpec struct {
	Refs []core.ObjectReference `json:"refs,omitempty"`
}

type scheduler struct {
	Pool     *pool             `json:"pool,omitempty"`
	Labels   map[string]string `json:"labels,omitempty"`
	Template *core.PodSpec     `json:"template,omitempty"`
	Config   *schedulerConfig  `json:"config,omitempty"`
	Replicas *int32            `json:"replicas,omitempty"`
}

type pool struct {
	Spec *poolSpec `json:"spec,omitempty"`
}

type poolSpec struct {
	TargetPorts       []port     `json:"targetPorts,omitempty"`
	EndpointPickerRef *pickerRef `json:"endpointPickerRef,omitempty"`
}

type port struct {
	Number int32 `json:"number"`
}

type pickerRef struct {
	Group *string `json:"group,omitempty"`
	Kind  string  `json:"kind,omitempty"`
	Name  string  `json:"name"`
	Port  *port   `json:"port,omitempty"`
}

type schedulerConfig struct {
	Inline *runtime.RawExtension `json:"inline,omitempty"`
}
