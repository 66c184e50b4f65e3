import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.messages.MessageCollector;
import org.jetbrains.kotlin.cli.common.CLIConfigurationKeys;
import org.jetbrains.kotlin.cli.jvm.compiler.EnvironmentConfigFiles;
import org.jetbrains.kotlin.cli.jvm.compiler.KotlinCoreEnvironment;
import com.intellij.openapi.util.Disposer;
import com.intellij.psi.PsiErrorElement;
import com.intellij.psi.util.PsiTreeUtil;
import org.jetbrains.kotlin.config.CompilerConfiguration;
import org.jetbrains.kotlin.psi.KtDeclaration;
import org.jetbrains.kotlin.psi.KtFile;
import org.jetbrains.kotlin.psi.KtImportDirective;
import org.jetbrains.kotlin.psi.KtPsiFactory;

/**
 * Prints what the Kotlin compiler's own parser finds in every Kotlin file below a folder, in lines with tabs: "file",
 * path and whether it has no error; "package" and its name; "declared" and a name; "import", line, line of the name, and
 * the name.
 */
public class PsiImports {
    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]);
        PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
        var configuration = new CompilerConfiguration();
        configuration.put(CLIConfigurationKeys.MESSAGE_COLLECTOR_KEY, MessageCollector.Companion.getNONE());
        var environment = KotlinCoreEnvironment.createForProduction(
                Disposer.newDisposable(), configuration, EnvironmentConfigFiles.JVM_CONFIG_FILES);
        var factory = new KtPsiFactory(environment.getProject(), false);
        List<Path> paths;
        try (Stream<Path> walked = Files.walk(root)) {
            paths = walked.filter(path -> path.toString().endsWith(".kt") && Files.isRegularFile(path)).toList();
        }
        for (Path path : paths) {
            String text = Files.readString(path).replace("\r\n", "\n");
            print(out, root.relativize(path), factory.createFile(path.getFileName().toString(), text), text);
        }
        out.flush();
        System.exit(0);
    }

    private static void print(PrintStream out, Path path, KtFile file, String text) {
        boolean valid = PsiTreeUtil.findChildOfType(file, PsiErrorElement.class) == null;
        out.println("file\t" + path.toString().replace('\\', '/') + "\t" + valid);
        if (!file.getPackageFqName().isRoot()) out.println("package\t" + file.getPackageFqName());
        for (KtDeclaration one : file.getDeclarations()) {
            if (one.getName() != null) out.println("declared\t" + one.getName());
        }
        for (KtImportDirective one : file.getImportDirectives()) {
            if (one.getImportedReference() == null) continue;
            long line = lineOf(text, one.getTextRange().getStartOffset());
            long nameLine = lineOf(text, one.getImportedReference().getTextRange().getStartOffset());
            String star = one.isAllUnder() ? ".*" : "";
            out.println("import\t" + line + "\t" + nameLine + "\t" + one.getImportedFqName() + star);
        }
    }

    private static long lineOf(String text, int offset) {
        return text.substring(0, offset).chars().filter(one -> one == '\n').count() + 1;
    }
}
