// Prints what Go's own parser finds in every Go file below a folder: one line of JSON a file. Run with "go run".
package main

import (
	"encoding/json"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"
)

type row struct {
	Path    string     `json:"path"`
	Valid   bool       `json:"valid"`
	Imports [][]string `json:"imports"`
}

func main() {
	root := os.Args[1]
	out := json.NewEncoder(os.Stdout)
	err := filepath.WalkDir(root, func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || !strings.HasSuffix(path, ".go") {
			return err
		}
		relative, err := filepath.Rel(root, path)
		if err != nil {
			return err
		}
		return out.Encode(read(path, relative))
	})
	if err != nil {
		panic(err)
	}
}

func read(path string, relative string) row {
	files := token.NewFileSet()
	file, err := parser.ParseFile(files, path, nil, 0)
	result := row{Path: filepath.ToSlash(relative), Valid: err == nil, Imports: [][]string{}}
	if file == nil {
		return result
	}
	line := func(at token.Pos) string {
		return strconv.Itoa(files.PositionFor(at, false).Line)
	}
	for _, spec := range file.Imports {
		value, err := strconv.Unquote(spec.Path.Value)
		if err == nil {
			result.Imports = append(result.Imports, []string{line(spec.Pos()), line(spec.Path.Pos()), value})
		}
	}
	return result
}
