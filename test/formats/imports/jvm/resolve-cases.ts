/**
 * Files with their texts, then `importer, import, answers`. An import is a name, `star name` or `module name`; an answer
 * is the path of a file, `name/` of a folder, `(name)` of something external, or `?` for something unresolved.
 */
interface ResolutionCases {
  readonly about: string;
  readonly files: Readonly<Record<string, string>>;
  readonly cases: readonly (readonly [string, string, ...string[]])[];
}

export const resolutionCases: readonly ResolutionCases[] = [
  {
    about: "types of Java",
    files: {
      "src/a/b/C.java": "package a.b; public class C { class D {} }",
      "anywhere/E.java": "package a.b.e; interface E {}",
      "src/a/b/package-info.java": "package a.b;",
      "src/Top.java": "class Top {}",
      "src/a/b/F.java": "package other.place;",
    },
    cases: [
      ["src/Top.java", "a.b.C", "src/a/b/C.java"],
      ["src/Top.java", "a.b.C.D", "src/a/b/C.java"],
      ["src/Top.java", "a.b.C.method", "src/a/b/C.java"],
      ["src/Top.java", "star a.b.C", "src/a/b/C.java"],
      ["src/Top.java", "a.b.e.E", "anywhere/E.java"],
      ["src/Top.java", "other.place.F", "src/a/b/F.java"],
      ["src/a/b/C.java", "Top", "src/Top.java"],
      ["src/a/b/C.java", "a.Top", "(a)"],
      // What only the build makes: the package is there, the type is not.
      ["src/Top.java", "a.b.Generated", "src/a/b/"],
      ["src/Top.java", "a.b.Generated.CONSTANT", "src/a/b/"],
      ["src/Top.java", "a.b.other.Thing", "(a.b.other)"],
      ["src/Top.java", "a.b.package-info.X", "src/a/b/package-info.java"],
    ],
  },
  {
    about: "what others have",
    files: { "A.java": "" },
    cases: [
      ["A.java", "java.util.List", "(java.util)"],
      ["A.java", "java.util.Map.Entry", "(java.util)"],
      ["A.java", "star java.util", "(java.util)"],
      ["A.java", "star java.lang.Math", "(java.lang)"],
      ["A.java", "org.junit.Assert.assertTrue", "(org.junit)"],
      ["A.java", "kotlinx.coroutines.launch", "(kotlinx.coroutines)"],
      ["A.java", "List", "(List)"],
      ["A.java", "module java.base", "(java.base)"],
      ["A.java", "constructor.prototype", "(constructor)"],
    ],
  },
  {
    about: "names of Kotlin",
    files: {
      "core/src/Text.kt":
        '@file:JvmName("Texts")\npackage core\nfun String.shout() = this\nval limit = 1\nclass Text\ntypealias T = Text',
      "core/src/more-text.kt": "package core\nfun Int.shout() = this\nobject Registry { val all = 1 }",
      "core/src/Java.java": "package core; public class Java {}",
      "core/build.gradle.kts": "package core\nval script = 1",
      "app/src/main.kt": "package app",
      "app/src/Main.java": "package app; class Main {}",
    },
    cases: [
      ["app/src/main.kt", "core.Text", "core/src/Text.kt"],
      ["app/src/main.kt", "core.T", "core/src/Text.kt"],
      ["app/src/main.kt", "core.limit", "core/src/Text.kt"],
      ["app/src/main.kt", "core.shout", "core/src/Text.kt", "core/src/more-text.kt"],
      ["app/src/main.kt", "core.Registry.all", "core/src/more-text.kt"],
      ["app/src/main.kt", "core.Java", "core/src/Java.java"],
      ["app/src/Main.java", "core.Text", "core/src/Text.kt"],
      ["app/src/Main.java", "core.Texts.shout", "core/src/Text.kt"],
      ["app/src/Main.java", "core.More_textKt", "core/src/more-text.kt"],
      ["app/src/Main.java", "star core.More_textKt", "core/src/more-text.kt"],
      ["app/src/main.kt", "core.script", "core/src/"],
      ["app/src/main.kt", "core.missing", "core/src/"],
    ],
  },
  {
    about: "stars",
    files: {
      "a/One.java": "package p; public class One {}",
      "a/Two.java": "package p; public class Two {}",
      "a/functions.kt": "package p\nfun three() {}\noperator fun One.plus(o: One) = o",
      "b/Named.java": "package q; import p.*; import z.Two; class Named { One a; Two b; }",
      "b/Text.java": 'package q; import p.*; class Text { String a = "One"; /* Two */ }',
      "b/kotlin.kt": `package q\nimport p.*\nval a = "$One \${three()}"`,
      "b/none.kt": "package q\nimport p.*\nval a = One1",
      "c/Two.java": "package r; class Two {}",
    },
    cases: [
      ["b/Named.java", "star p", "a/One.java"],
      ["b/Text.java", "star p", "a/"],
      ["b/kotlin.kt", "star p", "a/One.java", "a/functions.kt"],
      // A sign may mean an operator that only its package has.
      ["b/none.kt", "star p", "a/functions.kt"],
    ],
  },
  {
    about: "names that several files declare",
    files: {
      "one/src/main/a/Util.java": "package a; class Util {}",
      "two/src/main/a/Util.java": "package a; class Util {}",
      "two/src/test/a/Util.java": "package a; class Util {}",
      "two/src/test/a/Fake.java": "package a; class Fake {}",
      "kmp/src/commonMain/b/Clock.kt": "package b\nexpect class Clock",
      "kmp/src/jvmMain/b/Clock.kt": "package b\nactual class Clock",
      "kmp/src/commonTest/b/Clock.kt": "package b\nclass Clock",
      "one/src/main/x/X.java": "",
      "two/src/main/x/X.java": "",
      "two/src/test/x/X.java": "",
      "three/src/main/x/X.java": "",
      "three/src/test/x/X.java": "",
    },
    cases: [
      ["one/src/main/x/X.java", "a.Util", "one/src/main/a/Util.java"],
      ["two/src/main/x/X.java", "a.Util", "two/src/main/a/Util.java"],
      ["two/src/test/x/X.java", "a.Util", "two/src/test/a/Util.java"],
      ["three/src/main/x/X.java", "a.Util", "one/src/main/a/Util.java", "two/src/main/a/Util.java"],
      ["three/src/test/x/X.java", "a.Util", "one/src/main/a/Util.java", "two/src/main/a/Util.java"],
      ["one/src/main/x/X.java", "a.Fake", "two/src/test/a/Fake.java"],
      ["three/src/main/x/X.java", "b.Clock", "kmp/src/commonMain/b/Clock.kt", "kmp/src/jvmMain/b/Clock.kt"],
      ["kmp/src/jvmMain/b/Clock.kt", "b.Clock", "kmp/src/jvmMain/b/Clock.kt"],
      ["kmp/src/jvmMain/b/Clock.kt", "b.Missing", "?"],
      ["three/src/main/x/X.java", "a.Missing", "?"],
    ],
  },
  {
    about: "modules of Java",
    files: { "a/module-info.java": "module a.b { exports c; }", "a/c/C.java": "package c;", "x/X.java": "" },
    cases: [
      ["x/X.java", "module a.b", "a/module-info.java"],
      ["x/X.java", "module a.c", "(a.c)"],
    ],
  },
];
