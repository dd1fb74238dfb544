// Command template records the outputs of Go's text/template.
package main

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"sort"
	"strings"
	"text/template"
)

type object = map[string]any

// encode describes a value by kind, so that a reader in another language can build its like.
func encode(v reflect.Value) object {
	if !v.IsValid() {
		return object{"kind": "nil"}
	}
	t := v.Type()
	switch v.Kind() {
	case reflect.Interface:
		return encode(v.Elem())
	case reflect.Bool:
		return object{"kind": "bool", "value": v.Bool()}
	case reflect.Int, reflect.Int32, reflect.Int64:
		return object{"kind": "int", "type": t.String(), "value": v.Int()}
	case reflect.Uint:
		return object{"kind": "int", "type": t.String(), "value": v.Uint()}
	case reflect.Float64:
		return object{"kind": "float", "value": v.Float()}
	case reflect.String:
		return object{"kind": "string", "value": v.String()}
	case reflect.Pointer:
		out := object{"kind": "pointer", "element": t.Elem().String()}
		if !v.IsNil() {
			out["target"] = encode(v.Elem())
		}
		return out
	case reflect.Slice:
		elements := []object{}
		for i := range v.Len() {
			elements = append(elements, encode(v.Index(i)))
		}
		return object{"kind": "list", "type": t.String(), "nil": v.IsNil(), "elements": elements}
	case reflect.Map:
		entries := object{}
		for _, key := range v.MapKeys() {
			entries[key.String()] = encode(v.MapIndex(key))
		}
		return object{"kind": "map", "type": t.String(), "nil": v.IsNil(), "entries": entries, "zero": encode(reflect.Zero(t.Elem()))}
	case reflect.Struct:
		own, promoted := []object{}, []object{}
		for _, field := range reflect.VisibleFields(t) {
			entry := object{"name": field.Name, "value": encode(v.FieldByIndex(field.Index))}
			if len(field.Index) == 1 {
				own = append(own, entry)
			} else {
				promoted = append(promoted, entry)
			}
		}
		return object{"kind": "struct", "type": t.String(), "fields": own, "promoted": promoted}
	}
	panic("no encoding for " + t.String())
}

type result struct {
	Data     string  `json:"data"`
	Template string  `json:"template"`
	Output   *string `json:"output,omitempty"`
	Error    string  `json:"error,omitempty"`
}

var functions = template.FuncMap{
	"join":   func(a, b string) string { return a + b },
	"refuse": func(a string) (string, error) { return "", fmt.Errorf("refused %s", a) },
}

func run(c testCase) result {
	r := result{Data: c.data, Template: c.template}
	parsed, err := template.New("case").Option("missingkey=error").Funcs(functions).Parse(c.template)
	if err == nil {
		var out strings.Builder
		err = parsed.Execute(&out, data[c.data])
		text := out.String()
		r.Output = &text
	}
	if err != nil {
		r.Output = nil
		r.Error = err.Error()
	}
	return r
}

func main() {
	names := []string{}
	for name := range data {
		names = append(names, name)
	}
	sort.Strings(names)
	encoded := object{}
	for _, name := range names {
		encoded[name] = encode(reflect.ValueOf(data[name]))
	}
	results := []result{}
	for _, c := range slices.Concat(cases, generated()) {
		results = append(results, run(c))
	}
	fmt.Printf("{\"data\": %s,\n\"cases\": [\n", line(encoded))
	for i, r := range results {
		end := ","
		if i == len(results)-1 {
			end = "]}"
		}
		fmt.Println(line(r) + end)
	}
}

func line(v any) string {
	var out strings.Builder
	encoder := json.NewEncoder(&out)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(v); err != nil {
		panic(err)
	}
	return strings.TrimSpace(out.String())
}
