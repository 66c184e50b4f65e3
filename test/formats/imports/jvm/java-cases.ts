/**
 * Java source, then what the scanner finds: `package name`, `module name`, `line[/nameLine] [kind ]name`, `= words` and
 * `!line problem`.
 */
export const javaCases: readonly (readonly [string, ...string[]])[] = [
  [""],
  ["class A {}"],
  ["package a.b.c;", "package a.b.c"],
  ["package a;\nimport b.C;\nclass D {}", "package a", "2 b.C"],
  ["import a.B; import c.D;", "1 a.B", "1 c.D"],
  ["import a.B.C.D;", "1 a.B.C.D"],
  ["import a.b.*;\nclass C extends D { E f; }", "1 star a.b", "= import a b class C extends D E f"],
  ["import static a.B.c;", "1 a.B.c"],
  ["import static a.B.*;", "1 star a.B", "= import static a B"],
  ["import module java.base;", "1 module java.base"],
  ["import module.a.B;\nimport module . b;", "1 module.a.B", "2 module.b"],
  ["import\n  a\n  . b /* x */ .\n  C // y\n;", "1/2 a.b.C"],
  ["import/**/a.B;import/* import c.D; */static/**/e.F.g;", "1 a.B", "1 e.F.g"],
  ["// import a.B;\n/* import c.D;\n/* */ import e.F;", "3 e.F"],
  ["/** {@code import a.B;} */\npackage c; // ;\nimport d.E;", "package c", "3 d.E"],
  ["import a.$B_1.Ünï;", "1 a.$B_1.Ünï"],
  ["\ufeffpackage a;\r\nimport b.C;\r\nimport d.E;\rimport f.G;", "package a", "2 b.C", "3 d.E", "4 f.G"],
  [";import a.B;;import c.D;", "1 a.B", "1 c.D"],
  // Annotations.
  ['@A("import b.C;") @d.E(f = {"x", ")"}, g = \'"\') package h;\nimport i.J;', "package h", "2 i.J"],
  ["@A\n@B()\npackage c;", "package c"],
  ['@A("""\n  import b.C; \\""" )\n  """)\npackage d;', "package d"],
  ["import a.B;\n@C class D {}\nimport e.F;", "1 a.B"],
  ["import a.B;\n@interface C {}", "1 a.B"],
  // Words only where a star needs them, and none of comments and texts.
  [
    'import a.*;\n// Comment1\n@B("Text1") class C { char d = \'X\'; String e = """\n Text2 \\""" """; /* Comment2 */ F<G> h; }',
    "1 star a",
    "= import a B class C char d String e F G h",
  ],
  // Modules.
  ["import a.B;\nmodule c.d { requires e; uses B; }", "module c.d", "1 a.B"],
  ["@Deprecated open module a {\n}", "module a"],
  ["class module {}"],
  // Escapes of letters, which the compiler undoes before anything else.
  ["import a.\\u0042;", "1 a.B"],
  ["\\u0069mport a.B\\u003b", "1 a.B"],
  ["\\uuu0069mport a.B;", "1 a.B"],
  ["// \\u000a import a.B;\nimport c.D;", "1 a.B", "2 c.D"],
  ["/* \\u002a/ import a.B;", "1 a.B"],
  ['@A("\\\\u0022) import b.C; //") package d;', "package d"],
  ["import a.*; class B { C\\u0044 e; }", "1 star a", "= import a class B CD e"],
];

/** The same for texts that no compiler accepts. */
export const brokenJavaCases: readonly (readonly [string, ...string[]])[] = [
  ["package a\nimport b.C;", "package a", "2 b.C", "!1 malformed-package"],
  ["package ;\nimport b.C;", "2 b.C", "!1 malformed-package"],
  ["package a; package b; import c.D;", "package a", "1 c.D", "!1 malformed-package"],
  ["import a.B\nimport c.D;", "1 a.B", "2 c.D", "!1 malformed-import"],
  ["import a.\nimport b.C;", "2 b.C", "!1 malformed-import"],
  ["import a..B;\nimport c.D;", "2 c.D", "!1 malformed-import"],
  ["import *;\nimport a.B;", "2 a.B", "!1 malformed-import"],
  ["import 'a.B';\nimport c.D;", "2 c.D", "!1 malformed-import"],
  ["}\nimport a.B;", "2 a.B", "!1 unknown-declaration"],
  ["/* import a.B;", "!1 unterminated-comment"],
  ['@A("x\nimport b.C;', "!1 unterminated-string"],
  ["import a.B;\0import c.D;", "1 a.B", "1 c.D", "!1 null-byte"],
  [
    "package a;\n<<<<<<< HEAD\nimport b.C;\n||||||| base\n=======\nimport d.E;\n>>>>>>> main\nimport f.G;",
    "package a",
    "3 b.C",
    "6 d.E",
    "8 f.G",
    ...["!2", "!4", "!5", "!7"].map((line) => `${line} conflict-marker`),
  ],
];
