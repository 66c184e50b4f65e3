import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;
import javax.lang.model.element.Element;
import javax.lang.model.element.ElementKind;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * Prints which file below a folder each import of each Java file there means, as the Java compiler resolves it: "name" or
 * "star", importer and imported file, with tabs between them. What a star brings is every type that is used and would
 * not be known without it. Further arguments are options of the compiler. What is not below the folder is left out.
 */
public class ResolvedImports {
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(root)) {
            paths = walked.filter(path -> path.toString().endsWith(".java") && Files.isRegularFile(path)).toList();
        }
        var options = new ArrayList<>(List.of("-proc:none", "-nowarn"));
        options.addAll(List.of(arguments).subList(1, arguments.length));
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            var objects = files.getJavaFileObjectsFromPaths(paths);
            var task = (JavacTask) compiler.getTask(null, files, problem -> {}, options, null, objects);
            List<CompilationUnitTree> units = new ArrayList<>();
            task.parse().forEach(units::add);
            task.analyze();
            for (CompilationUnitTree unit : units) print(out, root, Trees.instance(task), unit);
        }
        out.flush();
    }

    private static void print(PrintStream out, Path root, Trees trees, CompilationUnitTree unit) {
        var packages = new HashSet<String>();
        for (ImportTree one : unit.getImports()) {
            if (!(one.getQualifiedIdentifier() instanceof MemberSelectTree name)) continue;
            boolean star = name.getIdentifier().contentEquals("*");
            Element element = trees.getElement(TreePath.getPath(unit, one.isStatic() || star ? name.getExpression() : name));
            if (star && element instanceof PackageElement found) packages.add(found.toString());
            else print(out, root, trees, unit, "name", element);
        }
        new TreePathScanner<Void, Void>() {
            @Override
            public Void visitImport(ImportTree one, Void nothing) {
                return null;
            }

            @Override
            public Void visitIdentifier(IdentifierTree one, Void nothing) {
                Element element = trees.getElement(getCurrentPath());
                if (element instanceof TypeElement && element.getEnclosingElement() instanceof PackageElement found
                        && packages.contains(found.toString())) print(out, root, trees, unit, "star", element);
                return null;
            }
        }.scan(unit, null);
    }

    private static void print(
            PrintStream out, Path root, Trees trees, CompilationUnitTree unit, String kind, Element imported) {
        Element element = imported;
        while (element != null && element.getKind() != ElementKind.PACKAGE
                && element.getEnclosingElement().getKind() != ElementKind.PACKAGE) {
            element = element.getEnclosingElement();
        }
        TreePath found = element == null || element.getKind() == ElementKind.PACKAGE ? null : trees.getPath(element);
        if (found == null) return;
        String path = relative(root, found.getCompilationUnit().getSourceFile().toUri());
        out.println(kind + "\t" + relative(root, unit.getSourceFile().toUri()) + "\t" + path);
    }

    private static String relative(Path root, URI file) {
        return root.relativize(Path.of(file)).toString().replace('\\', '/');
    }
}
