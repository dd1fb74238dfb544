// Command schema prints, as JSON, the shape of the Kubernetes types that a spec of ours can contain.
//
//	go run . > ../../../main/resources/schema/kubernetes.json
//
// A field is written as "GoName type [always] [key=name]": see io.llmisvc.schema.SchemaReader.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"reflect"
	"slices"
	"strings"

	autoscaling "k8s.io/api/autoscaling/v2"
	core "k8s.io/api/core/v1"
	"k8s.io/apimachinery/pkg/api/resource"
	meta "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/util/intstr"
	gateway "sigs.k8s.io/gateway-api/apis/v1"
)

var roots = []any{
	core.PodSpec{}, core.PersistentVolumeClaimSpec{}, core.ConfigMapKeySelector{}, meta.ObjectMeta{},
	gateway.HTTPRouteSpec{}, autoscaling.HorizontalPodAutoscalerBehavior{},
}

var prefixes = map[string]string{
	"k8s.io/api/core/v1":                   "",
	"k8s.io/apimachinery/pkg/apis/meta/v1": "",
	"k8s.io/api/autoscaling/v2":            "autoscaling.",
	"sigs.k8s.io/gateway-api/apis/v1":      "gateway.",
}

var scalars = map[reflect.Type]string{
	reflect.TypeFor[resource.Quantity]():  "quantity",
	reflect.TypeFor[intstr.IntOrString](): "intOrString",
	reflect.TypeFor[meta.Time]():          "time",
	reflect.TypeFor[meta.MicroTime]():     "time",
	reflect.TypeFor[meta.FieldsV1]():      "any",
}

type entry struct{ name, spec string }

type structure struct {
	embed  []string
	fields []entry
}

type collector map[string]*structure

func (c collector) name(t reflect.Type) string {
	if s, ok := scalars[t]; ok {
		return s
	}
	switch t.Kind() {
	case reflect.Pointer:
		return "*" + c.name(t.Elem())
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return "bytes"
		}
		return "[]" + c.name(t.Elem())
	case reflect.Map:
		return "map[string]" + c.name(t.Elem())
	case reflect.Struct:
		return c.structure(t)
	case reflect.Int, reflect.Uint16, reflect.Int32:
		return "int32"
	case reflect.String, reflect.Bool, reflect.Int64, reflect.Float64:
		return t.Kind().String()
	default:
		panic("no name for " + t.String())
	}
}

func (c collector) structure(t reflect.Type) string {
	prefix, known := prefixes[t.PkgPath()]
	if !known {
		panic("unexpected package " + t.PkgPath())
	}
	name := prefix + t.Name()
	if _, seen := c[name]; seen {
		return name
	}
	s := &structure{}
	c[name] = s
	for i := range t.NumField() {
		f := t.Field(i)
		tag := strings.Split(f.Tag.Get("json"), ",")
		if f.Anonymous && tag[0] == "" {
			s.embed = append(s.embed, c.name(f.Type))
			continue
		}
		s.fields = append(s.fields, entry{tag[0], c.field(f, tag[1:])})
	}
	return name
}

func (c collector) field(f reflect.StructField, options []string) string {
	spec := f.Name + " " + c.name(f.Type)
	if alwaysSerialised(f.Type, options) {
		spec += " always"
	}
	if key := f.Tag.Get("patchMergeKey"); key != "" {
		spec += " key=" + key
	}
	return spec
}

// encoding/json ignores omitempty on structs, so a quantity by value is always written.
func alwaysSerialised(t reflect.Type, options []string) bool {
	switch t.Kind() {
	case reflect.Pointer, reflect.Slice, reflect.Map:
		return false
	case reflect.Struct:
		return scalars[t] != "" && !slices.Contains(options, "omitzero")
	default:
		return !slices.Contains(options, "omitempty")
	}
}

func quote(v any) string {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err)
	}
	return string(b)
}

func (s *structure) String() string {
	var parts []string
	if len(s.embed) > 0 {
		parts = append(parts, `"embed":`+quote(s.embed))
	}
	var fields []string
	for _, f := range s.fields {
		fields = append(fields, quote(f.name)+":"+quote(f.spec))
	}
	parts = append(parts, `"fields":{`+strings.Join(fields, ",")+"}")
	return "{" + strings.Join(parts, ",") + "}"
}

func main() {
	c := collector{}
	for _, root := range roots {
		c.name(reflect.TypeOf(root))
	}
	names := []string{}
	for name := range c {
		names = append(names, name)
	}
	slices.Sort(names)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	fmt.Fprint(out, "{\n\"types\": {\n")
	for i, name := range names {
		separator := ","
		if i == len(names)-1 {
			separator = ""
		}
		fmt.Fprintf(out, "%s: %s%s\n", quote(name), c[name], separator)
	}
	fmt.Fprint(out, "}\n}\n")
}
