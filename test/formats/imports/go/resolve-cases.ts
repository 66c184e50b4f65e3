/**
 * Paths with their texts, then `importer, import path, answer`. An answer is the path of a folder, `.` for the top,
 * `(name)` of something external, or undefined.
 */
interface ResolutionCases {
  readonly about: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly (readonly [string, string, string | undefined])[];
}

function empty(...paths: readonly string[]): Readonly<Record<string, string>> {
  return Object.fromEntries(paths.map((path) => [path, ""]));
}

export const resolutionCases: readonly ResolutionCases[] = [
  {
    about: "one module",
    files: {
      "go.mod": [
        "// Comment",
        'module "example.com/app" // more',
        "go 1.22",
        "require github.com/a/b/v2 v2.0.0",
        "require (",
        "\tcloud.google.com/go/storage v1.0.0 // indirect",
        ")",
      ].join("\n"),
      ...empty(
        "main.go",
        "a/a.go",
        "a/b/b.go",
        "only/only_test.go",
        "only/doc.txt",
        "data/x.json",
        "vendor/v.com/v/v.go",
      ),
      ...empty("a/testdata/t.go", "_hidden/h.go", "internal/i.go"),
    },
    cases: [
      ["main.go", "example.com/app/a", "a"],
      ["a/b/b.go", "example.com/app", "."],
      ["a/a.go", "example.com/app/a/b", "a/b"],
      ["main.go", "example.com/app/internal", "internal"],
      ["main.go", "example.com/app/missing", undefined],
      ["main.go", "example.com/app/only", undefined],
      ["main.go", "example.com/app/data", undefined],
      ["main.go", "example.com/app/../app/a", undefined],
      ["main.go", "example.com/app//a", undefined],
      ["main.go", "example.com/application", "(example.com/application)"],
      ["main.go", "example.com/app/a/testdata", "a/testdata"],
      ["main.go", "example.com/app/_hidden", "_hidden"],
      ["main.go", "v.com/v", "(v.com/v)"],
      ["main.go", "./a", "a"],
      ["a/a.go", "..", "."],
      ["a/a.go", "../../x", undefined],
      ["main.go", "/a", undefined],
      ["main.go", `example.com/app/${"a/".repeat(200)}a`, undefined],
    ],
  },
  {
    about: "packages of other people",
    files: {
      "go.mod": "module m\nrequire (\n\tgithub.com/a/b/v2/sub v2.0.0\n\tcloud.google.com/go/storage v1.0.0\n)",
      ...empty("main.go"),
    },
    cases: [
      ["main.go", "fmt", "(fmt)"],
      ["main.go", "net/http", "(net/http)"],
      ["main.go", "C", "(C)"],
      ["main.go", "github.com/a/b/v2/sub/x/y", "(github.com/a/b/v2/sub)"],
      ["main.go", "cloud.google.com/go/storage/internal", "(cloud.google.com/go/storage)"],
      ["main.go", "github.com/a/b/c", "(github.com/a/b)"],
      ["main.go", "github.com/a/b/v3/c", "(github.com/a/b/v3)"],
      ["main.go", "golang.org/x/net/http2", "(golang.org/x/net)"],
      ["main.go", "gopkg.in/yaml.v3", "(gopkg.in/yaml.v3)"],
      ["main.go", "gopkg.in/a/b.v1/c", "(gopkg.in/a/b.v1)"],
      ["main.go", "k8s.io/api/core/v1", "(k8s.io/api)"],
      ["main.go", "github.com", "(github.com)"],
    ],
  },
  {
    about: "modules inside each other",
    files: {
      "go.mod": "module example.com/m",
      "sub/go.mod": "module (\n\texample.com/m/sub\n)",
      "v2/go.mod": "module example.com/m/v2",
      "other/go.mod": "module other.org/x",
      ...empty("main.go", "p/p.go", "sub/s.go", "sub/t/t.go", "v2/a/a.go", "other/o.go", "other/q/q.go"),
    },
    cases: [
      ["main.go", "example.com/m/p", "p"],
      ["main.go", "example.com/m/sub", "sub"],
      ["main.go", "example.com/m/sub/t", "sub/t"],
      ["main.go", "example.com/m/v2/a", "v2/a"],
      ["sub/s.go", "example.com/m/p", "p"],
      ["main.go", "other.org/x/q", "other/q"],
      // Its folder is in another module, whose path is another one.
      ["main.go", "example.com/m/other/q", undefined],
    ],
  },
  {
    about: "replacements",
    files: {
      "a/go.mod": [
        "module a.org/a",
        "replace b.org/b => ../b",
        "replace (",
        "\tc.org/old v1.0.0 => ../c // by a folder",
        "\td.org/d => github.com/fork/d v1.2.3",
        "\te.org/e => ../../outside",
        "\tf.org/f => /absolute",
        "\tg.org/g => ./gone",
        ")",
      ].join("\n"),
      "b/go.mod": "module b.org/b\nreplace c.org/old => ./own",
      "c/go.mod": "module c.org/c",
      "b/own/go.mod": "module own",
      ...empty("a/a.go", "b/b.go", "b/own/o.go", "c/c.go", "c/d/d.go", "copy/b/x/x.go"),
      "copy/b/go.mod": "module b.org/b",
    },
    cases: [
      ["a/a.go", "b.org/b", "b"],
      ["a/a.go", "c.org/old/d", "c/d"],
      ["a/a.go", "c.org/c/d", "c/d"],
      ["b/b.go", "c.org/old", "b/own"],
      ["c/c.go", "c.org/old", "(c.org/old)"],
      ["a/a.go", "d.org/d", "(d.org/d)"],
      ["a/a.go", "e.org/e", "(e.org/e)"],
      ["a/a.go", "f.org/f", "(f.org/f)"],
      ["a/a.go", "g.org/g", undefined],
      ["a/a.go", "b.org/b/x", undefined],
      ["copy/b/x/x.go", "b.org/b/x", "copy/b/x"],
    ],
  },
  {
    about: "workspaces",
    files: {
      "go.work": "go 1.22\nuse ./a\nuse (\n\t./b\n\t./missing\n)\nreplace r.org/r => ./two",
      "a/go.mod": "module w.org/a\nreplace r.org/r => ../one",
      "b/go.mod": "module w.org/b\nreplace s.org/s => ../one",
      "c/go.mod": "module w.org/c\nreplace r.org/r => ../one",
      "old/b/go.mod": "module w.org/b",
      "old/c/go.mod": "module w.org/c",
      "one/go.mod": "module r.org/r",
      "two/go.mod": "module r.org/r",
      ...empty("a/a.go", "b/b.go", "c/c.go", "old/b/b.go", "old/c/c.go", "one/o.go", "two/t.go"),
    },
    cases: [
      ["a/a.go", "w.org/b", "b"],
      ["b/b.go", "w.org/a", "a"],
      ["a/a.go", "r.org/r", "two"],
      ["b/b.go", "r.org/r", "two"],
      ["a/a.go", "s.org/s", "one"],
      // The workspace does not use this one, nor does it know what only others replace.
      ["c/c.go", "r.org/r", "one"],
      ["c/c.go", "s.org/s", "(s.org/s)"],
      ["old/c/c.go", "w.org/b", "old/b"],
      ["old/c/c.go", "w.org/c", "old/c"],
    ],
  },
  {
    about: "the tree of Go itself",
    files: {
      "src/go.mod": "module std",
      "src/cmd/go.mod": "module cmd",
      ...empty("src/fmt/print.go", "src/net/http/server.go", "src/cmd/go/main.go", "src/cmd/internal/obj/obj.go"),
      ...empty("src/vendor/golang.org/x/net/http2/h.go"),
    },
    cases: [
      ["src/net/http/server.go", "fmt", "src/fmt"],
      ["src/cmd/go/main.go", "net/http", "src/net/http"],
      ["src/cmd/go/main.go", "cmd/internal/obj", "src/cmd/internal/obj"],
      ["src/net/http/server.go", "golang.org/x/net/http2", "(golang.org/x/net)"],
      ["src/net/http/server.go", "unsafe", "(unsafe)"],
    ],
  },
  {
    about: "no module at all",
    files: empty("main.go", "a/a.go"),
    cases: [
      ["main.go", "example.com/app/a", "(example.com/app)"],
      ["main.go", "./a", "a"],
    ],
  },
];
