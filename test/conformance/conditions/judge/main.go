// The judge of conditions: evaluates with the controller's own package what it reads from stdin, one JSON line each, and answers with one
// line each: a boolean or the controller's error, and, where the outcome is no boolean, the value itself.
package main

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"os"
	"reflect"
	"runtime/debug"
	"sort"
	"strconv"
	"strings"
	_ "unsafe"

	"github.com/argoproj/argo-rollouts/utils/evaluate"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/file"
)

// The functions of the controller that its package keeps to itself; the value of an expression needs them too.

//go:linkname asInt github.com/argoproj/argo-rollouts/utils/evaluate.asInt
func asInt(in any) int64

//go:linkname asFloat github.com/argoproj/argo-rollouts/utils/evaluate.asFloat
func asFloat(in any) float64

//go:linkname isInf github.com/argoproj/argo-rollouts/utils/evaluate.isInf
func isInf(f float64) bool

//go:linkname defaultFunc github.com/argoproj/argo-rollouts/utils/evaluate.defaultFunc
func defaultFunc(resultValue any) func(any, any) any

//go:linkname isNilFunc github.com/argoproj/argo-rollouts/utils/evaluate.isNilFunc
func isNilFunc(resultValue any) func(any) bool

//go:linkname valueFromPointer github.com/argoproj/argo-rollouts/utils/evaluate.valueFromPointer
func valueFromPointer(in any) any

type question struct {
	Condition string          `json:"condition"`
	Float     *string         `json:"float"`
	Floats    *[]string       `json:"floats"`
	JSON      json.RawMessage `json:"json"`
}

type answer struct {
	Value *bool  `json:"value,omitempty"`
	Error string `json:"error,omitempty"`
	// How the outcome is written, where it is no boolean.
	Outcome string `json:"outcome,omitempty"`
}

func main() {
	// A condition can recurse; it should not take the machine with it.
	debug.SetMemoryLimit(2 << 30)
	in := bufio.NewReaderSize(os.Stdin, 1<<20)
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	for {
		line, err := in.ReadBytes('\n')
		if len(bytes.TrimSpace(line)) > 0 {
			written, failure := json.Marshal(judge(line))
			if failure != nil {
				panic(failure)
			}
			out.Write(append(written, '\n'))
		}
		if err != nil {
			return
		}
	}
}

func judge(line []byte) answer {
	var asked question
	if err := json.Unmarshal(line, &asked); err != nil {
		return answer{Error: "the judge cannot read the question: " + err.Error()}
	}
	result, err := asked.result()
	if err != nil {
		return answer{Error: "the judge cannot read the result: " + err.Error()}
	}
	value, err := evaluate.EvalCondition(result, asked.Condition)
	if err == nil {
		return answer{Value: &value}
	}
	// A failure of the compiler itself carries its stack.
	message, _, _ := strings.Cut(err.Error(), "\ngoroutine ")
	given := answer{Error: message}
	if strings.HasPrefix(given.Error, "expected bool, but got") {
		given.Outcome = outcome(result, asked.Condition)
	}
	return given
}

func outcome(result any, condition string) string {
	env := map[string]any{
		"result": valueFromPointer(result), "asInt": asInt, "asFloat": asFloat, "isNaN": math.IsNaN, "isInf": isInf,
		"isNil": isNilFunc(result), "default": defaultFunc(result),
	}
	program, err := expr.Compile(condition, expr.Env(env))
	if err != nil {
		return "error: " + plain(err)
	}
	value, err := expr.Run(program, env)
	if err != nil {
		return "error: " + plain(err)
	}
	return written(value)
}

func plain(err error) string {
	var placed *file.Error
	if errors.As(err, &placed) {
		return placed.Message
	}
	return err.Error()
}

func (q question) result() (any, error) {
	switch {
	case q.Float != nil:
		return strconv.ParseFloat(*q.Float, 64)
	case q.Floats != nil:
		floats := make([]float64, len(*q.Floats))
		for i, text := range *q.Floats {
			value, err := strconv.ParseFloat(text, 64)
			if err != nil {
				return nil, err
			}
			floats[i] = value
		}
		return floats, nil
	default:
		var value any
		err := json.Unmarshal(q.JSON, &value)
		return value, err
	}
}

// A value with its types, in the order of the keys.
func written(value any) string {
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Invalid:
		return "nil"
	case reflect.Float64:
		return fmt.Sprintf("%T %s", value, strconv.FormatFloat(v.Float(), 'e', -1, 64))
	case reflect.String:
		text, _ := json.Marshal(v.String())
		return fmt.Sprintf("%T %s", value, text)
	case reflect.Slice, reflect.Array:
		items := make([]string, v.Len())
		for i := range items {
			items[i] = written(v.Index(i).Interface())
		}
		return fmt.Sprintf("%T [%s]", value, strings.Join(items, ", "))
	case reflect.Map:
		entries := make([]string, 0, v.Len())
		// A key that is no number is in the map and cannot be found.
		for each := v.MapRange(); each.Next(); {
			entries = append(entries, written(each.Key().Interface())+": "+written(each.Value().Interface()))
		}
		sort.Strings(entries)
		return fmt.Sprintf("%T {%s}", value, strings.Join(entries, ", "))
	case reflect.Func:
		return fmt.Sprintf("%T", value)
	case reflect.Int, reflect.Int64:
		return fmt.Sprintf("%T %d", value, v.Int())
	default:
		return fmt.Sprintf("%T %v", value, value)
	}
}
