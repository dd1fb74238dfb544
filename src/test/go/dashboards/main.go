// Reads dashboards by Grafana's own types: an unknown field, a missing one or another type is a fault. Says each, and fails.
package main

import (
	"fmt"
	"os"

	"github.com/grafana/grafana-foundation-sdk/go/cog"
	"github.com/grafana/grafana-foundation-sdk/go/dashboard"
	"github.com/grafana/grafana-foundation-sdk/go/prometheus"
	"github.com/grafana/grafana-foundation-sdk/go/stat"
	"github.com/grafana/grafana-foundation-sdk/go/statetimeline"
	"github.com/grafana/grafana-foundation-sdk/go/table"
	"github.com/grafana/grafana-foundation-sdk/go/timeseries"
)

// Options of a panel that is not here are read as anything.
var panels = map[string]bool{"row": true, "stat": true, "state-timeline": true, "table": true, "timeseries": true}

func main() {
	runtime := cog.NewRuntime()
	runtime.RegisterDataqueryVariant(prometheus.VariantConfig())
	runtime.RegisterPanelcfgVariant(stat.VariantConfig())
	runtime.RegisterPanelcfgVariant(statetimeline.VariantConfig())
	runtime.RegisterPanelcfgVariant(table.VariantConfig())
	runtime.RegisterPanelcfgVariant(timeseries.VariantConfig())
	status := 0
	for _, file := range os.Args[1:] {
		if fault := fault(file); fault != "" {
			fmt.Printf("%s: %s\n", file, fault)
			status = 1
		}
	}
	os.Exit(status)
}

func fault(file string) string {
	text, err := os.ReadFile(file)
	if err != nil {
		return err.Error()
	}
	var read dashboard.Dashboard
	// What it answers is no nil, but empty, when there is none.
	if err := read.UnmarshalJSONStrict(text); err != nil && err.Error() != "" {
		return err.Error()
	}
	if err := read.Validate(); err != nil && err.Error() != "" {
		return err.Error()
	}
	for _, panel := range read.Panels {
		if panel.Panel != nil && !panels[panel.Panel.Type] {
			return "no types for panels of type " + panel.Panel.Type
		}
	}
	return ""
}
