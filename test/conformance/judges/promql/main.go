// Parses queries as Prometheus does: reads a list of texts and writes, for each, the error or nothing.
package main

import (
	"encoding/json"
	"os"

	"github.com/prometheus/prometheus/promql/parser"
)

func main() {
	var queries []string
	if err := json.NewDecoder(os.Stdin).Decode(&queries); err != nil {
		panic(err)
	}
	judge := parser.NewParser(parser.Options{EnableExperimentalFunctions: true})
	errors := make([]string, len(queries))
	for i, query := range queries {
		if _, err := judge.ParseExpr(query); err != nil {
			errors[i] = err.Error()
		}
	}
	if err := json.NewEncoder(os.Stdout).Encode(errors); err != nil {
		panic(err)
	}
}
