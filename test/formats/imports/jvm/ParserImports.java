import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.ModuleTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints what the Java compiler's own parser finds in every Java file below a folder, in lines with tabs: "file", path
 * and whether it has no error; "package" or "module" and its name; "import", line, line of the name, and the name.
 */
public class ParserImports {
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(root)) {
            paths = walked.filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path)).toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            for (Path path : paths) {
                var problems = new DiagnosticCollector<JavaFileObject>();
                var objects = files.getJavaFileObjects(path);
                var options = List.of("-proc:none", "-XDrawDiagnostics");
                var task = (JavacTask) compiler.getTask(null, files, problems, options, null, objects);
                for (CompilationUnitTree unit : task.parse()) print(out, root.relativize(path), task, unit, problems);
            }
        }
        out.flush();
    }

    private static void print(
            PrintStream out, Path path, JavacTask task, CompilationUnitTree unit, DiagnosticCollector<?> problems) {
        boolean valid = problems.getDiagnostics().stream().noneMatch(one -> one.getKind() == Diagnostic.Kind.ERROR);
        out.println("file\t" + path.toString().replace('\\', '/') + "\t" + valid);
        if (unit.getPackageName() != null) out.println("package\t" + withoutSpace(unit.getPackageName()));
        ModuleTree module = unit.getModule();
        if (module != null) out.println("module\t" + withoutSpace(module.getName()));
        SourcePositions positions = Trees.instance(task).getSourcePositions();
        LineMap lines = unit.getLineMap();
        for (ImportTree one : unit.getImports()) {
            long line = lines.getLineNumber(positions.getStartPosition(unit, one));
            long nameLine = lines.getLineNumber(positions.getStartPosition(unit, one.getQualifiedIdentifier()));
            String kind = one.toString().startsWith("import module ") ? "module " : "";
            out.println("import\t" + line + "\t" + nameLine + "\t" + kind + withoutSpace(one.getQualifiedIdentifier()));
        }
    }

    private static String withoutSpace(Object tree) {
        return tree.toString().replaceAll("\\s", "");
    }
}
