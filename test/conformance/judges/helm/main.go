// Renders charts as Helm does: reads [{"templates": {name: text}, "values": {…}}] and writes, for each, {name: text} or its error.
package main

import (
	"encoding/json"
	"os"

	"helm.sh/helm/v3/pkg/chart"
	"helm.sh/helm/v3/pkg/chartutil"
	"helm.sh/helm/v3/pkg/engine"
)

type request struct {
	Templates map[string]string      `json:"templates"`
	Values    map[string]interface{} `json:"values"`
}

type answer struct {
	Files map[string]string `json:"files,omitempty"`
	Error string            `json:"error,omitempty"`
}

func main() {
	var requests []request
	if err := json.NewDecoder(os.Stdin).Decode(&requests); err != nil {
		panic(err)
	}
	answers := make([]answer, len(requests))
	for i, request := range requests {
		answers[i] = render(request)
	}
	if err := json.NewEncoder(os.Stdout).Encode(answers); err != nil {
		panic(err)
	}
}

func render(request request) answer {
	files := []*chart.File{}
	for name, text := range request.Templates {
		files = append(files, &chart.File{Name: "templates/" + name, Data: []byte(text)})
	}
	made := &chart.Chart{Metadata: &chart.Metadata{APIVersion: "v2", Name: "shop", Version: "1.0.0"}, Templates: files}
	release := chartutil.ReleaseOptions{Name: "shop", Namespace: "default", IsInstall: true}
	values, err := chartutil.ToRenderValues(made, request.Values, release, nil)
	if err != nil {
		return answer{Error: err.Error()}
	}
	rendered, err := engine.Render(made, values)
	if err != nil {
		return answer{Error: err.Error()}
	}
	out := map[string]string{}
	for name := range request.Templates {
		out[name] = rendered["shop/templates/"+name]
	}
	return answer{Files: out}
}
