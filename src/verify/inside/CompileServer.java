import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles one Java file after the other as javac does, in memory: a line in, a line out, in the words of compile-server.ts. The
 * options of javac are the arguments.
 */
final class CompileServer {
    public static void main(String[] options) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String request = requests.readLine(); request != null; request = requests.readLine()) {
            System.out.println(answer(compiler, List.of(options), request));
        }
    }

    private static final Pattern COUNT_OF_ERRORS = Pattern.compile("^\\d+ errors?$", Pattern.MULTILINE);

    private static String answer(JavaCompiler compiler, List<String> options, String request) throws IOException {
        List<String> words = new ArrayList<>();
        for (String word : request.split(" ", -1)) words.add(new String(Base64.getDecoder().decode(word), StandardCharsets.UTF_8));
        String main = words.get(0);
        String source = "";
        for (int at = 1; at + 1 < words.size(); at += 2) {
            if (words.get(at).equals(main)) source = words.get(at + 1);
            // javac finds the source of another class by itself, beside the main file; this one has no files to look among.
            else if (words.get(at).endsWith(".java")) return "";
        }
        StringWriter printed = new StringWriter();
        Map<String, ByteArrayOutputStream> built = new TreeMap<>();
        StandardJavaFileManager standard = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
        // Where this runs there are other files than the program's.
        standard.setLocation(StandardLocation.CLASS_PATH, List.of());
        JavaFileManager files = new Memory(standard, built);
        boolean isGood = compiler.getTask(printed, files, null, options, null, List.of(new Source(main, source))).call();
        // Of what is too much for it javac speaks in other words, and ends with other codes.
        if (!isGood && !COUNT_OF_ERRORS.matcher(printed.toString()).find()) return "";
        List<String> answer = new ArrayList<>(List.of(encode(isGood ? "0" : "1"), encode(printed.toString())));
        built.forEach((name, content) -> {
            answer.add(encode(name));
            answer.add(Base64.getEncoder().encodeToString(content.toByteArray()));
        });
        return String.join(" ", answer);
    }

    private static String encode(String word) {
        return Base64.getEncoder().encodeToString(word.getBytes(StandardCharsets.UTF_8));
    }

    /** A file that is only text, under the name that it was given. */
    private static final class Source extends SimpleJavaFileObject {
        private final String name;
        private final String text;

        Source(String name, String text) {
            super(URI.create("memory:///" + name), Kind.SOURCE);
            this.name = name;
            this.text = text;
        }

        @Override
        public String getName() {
            return name;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Keeps the classes that the compiler writes. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> built;

        Memory(JavaFileManager under, Map<String, ByteArrayOutputStream> built) {
            super(under);
            this.built = built;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(Location at, String className, JavaFileObject.Kind kind, FileObject sibling) {
            String name = className.replace('.', '/') + kind.extension;
            return new SimpleJavaFileObject(URI.create("memory:///" + name), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return built.computeIfAbsent(name, ignored -> new ByteArrayOutputStream());
                }
            };
        }
    }
}
